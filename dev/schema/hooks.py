"""What Schemathesis cannot make, or cannot send as it was made, is not held against the server. See README.md."""

import copy
import json

import jsonschema_rs
import schemathesis
from schemathesis import GenerationMode
from schemathesis.core.parameters import ParameterLocation

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
    if hasattr(value, "data"):
        return value.data.decode("latin-1")
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else json.dumps(value)


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Takes out of forms which files belong together: Schemathesis cannot tell that of files (it ends with
    "Unsupported type: 'Binary'"), and it is seen to below."""
    for path, operations in raw_schema["paths"].items():
        for method, operation in operations.items():
            if isinstance(operation, dict) and FORM in operation.get("requestBody", {}).get("content", {}):
                form = operation["requestBody"]["content"][FORM]["schema"]
                described[method.upper(), path] = jsonschema_rs.validator_for(copy.deepcopy(form))
                form.pop("anyOf", None)


@schemathesis.hook
def filter_case(context, case):
    """Whether a form is, as it arrives, what it is said to be: right, or wrong."""
    part = case.meta.components.get(ParameterLocation.BODY) if case.meta else None
    if part is None or case.media_type != FORM or not isinstance(case.body, dict):
        return True
    whole = described.get((case.method.upper(), case.operation.path))
    if whole is None:
        return True  # a method that the path does not know
    form = {name: sent(value) for name, value in case.body.items()}
    form = {name: value for name, value in form.items() if value is not None}
    return whole.is_valid(form) == (part.mode == GenerationMode.POSITIVE)
