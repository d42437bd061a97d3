"""What Schemathesis cannot make, or cannot send as it was made, is not held against the server. See README.md."""

import copy
import json

import jsonschema_rs
import schemathesis
from schemathesis import GenerationMode
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.jsonschema import strategy

FORM = "multipart/form-data"
described = {}


def sent(value):
    """What arrives of a value of a form, as a text; None where nothing does."""
    if isinstance(value, list):
        # A form has no lists: its values are sent one after the other under the same name.
        said = {text(each) for each in value} - {""}
        return sorted(said) if len(said) > 1 else said.pop() if said else "" if value else None
    return text(value)


def text(value):
    """A value as it is written; the bytes of a file stay apart from each other."""
    if hasattr(value, "data"):
        return value.data.decode("latin-1")
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else json.dumps(value)


def with_texts(value):
    if isinstance(value, dict):
        return {name: with_texts(each) for name, each in value.items()}
    return text(value) if hasattr(value, "data") else value


def telling_files(validator):
    """Schemathesis 4.32 hands its files to a validator that knows none: "Unsupported type: 'Binary'"."""

    def of(schema):
        is_valid = validator(schema)
        return lambda value: is_valid(with_texts(value))

    return of


strategy._validator = telling_files(strategy._validator)


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Takes out of forms which files belong together: Schemathesis knows nothing of their lengths. It is seen to below."""
    for path, operations in raw_schema["paths"].items():
        for method, operation in operations.items():
            if isinstance(operation, dict) and FORM in operation.get("requestBody", {}).get("content", {}):
                form = operation["requestBody"]["content"][FORM]["schema"]
                described[method.upper(), path] = jsonschema_rs.validator_for(copy.deepcopy(form))
                form.pop("anyOf", None)


def repeats_a_name(body):
    """Whether two pairs of an evaluation have one name: no schema can say that they must not."""
    pairs = body.get("pairs")
    pairs = pairs if isinstance(pairs, list) else []
    names = [pair["name"] for pair in pairs if isinstance(pair, dict) and isinstance(pair.get("name"), str)]
    return len(names) > len(set(names))


@schemathesis.hook
def filter_case(context, case):
    """Whether a body is what it is said to be: right, or wrong; a form as it arrives."""
    part = case.meta.components.get(ParameterLocation.BODY) if case.meta else None
    if part is None or not isinstance(case.body, dict):
        return True
    if case.media_type != FORM:
        return part.mode == GenerationMode.NEGATIVE or not repeats_a_name(case.body)
    whole = described.get((case.method.upper(), case.operation.path))
    if whole is None:
        return True  # a method that the path does not know
    form = {name: sent(value) for name, value in case.body.items()}
    form = {name: value for name, value in form.items() if value is not None}
    if part.mode == GenerationMode.POSITIVE:
        return whole.is_valid(form)
    # Names have no case, which no schema can say: what is wrong for the letters of its names alone is right.
    return not whole.is_valid({name.lower(): value for name, value in form.items()})
