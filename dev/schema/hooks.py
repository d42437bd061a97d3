"""What cannot be sent as it was made up, and so is not held against the server. See README.md."""

import json

import jsonschema_rs
import schemathesis
from schemathesis import GenerationMode
from schemathesis.core.parameters import ParameterLocation

FORM = "multipart/form-data"


def sent(value):
    """What arrives of a value of a form, as a text; None where nothing does."""
    if isinstance(value, list):
        # A form has no lists: its values are sent one after the other under the same name.
        said = {sent(each) for each in value} - {None, ""}
        return "" if value and not said else said.pop() if len(said) == 1 else [*said] or None
    if hasattr(value, "data"):
        return value.data.decode("latin-1")
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else json.dumps(value)


@schemathesis.hook
def filter_case(context, case):
    """Whether a form that is said to be wrong is wrong as it arrives.

    Schemathesis takes all files for empty texts where it looks at lengths, and lists for values.
    """
    part = case.meta.components.get(ParameterLocation.BODY) if case.meta else None
    if case.media_type != FORM or not isinstance(case.body, dict):
        return True
    if part is None or part.mode != GenerationMode.NEGATIVE:
        return True
    schema = case.operation.definition.raw["requestBody"]["content"][FORM]["schema"]
    form = {name: sent(value) for name, value in case.body.items()}
    form = {name: value for name, value in form.items() if value is not None}
    return not jsonschema_rs.validator_for(schema).is_valid(form)
