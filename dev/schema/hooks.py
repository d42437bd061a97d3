"""What cannot be sent as it was made up, and so is not held against the server. See README.md."""

import schemathesis


@schemathesis.hook
def filter_case(context, case):
    """A form has no lists: one of one value is that value, and an empty one is not there at all.

    What such a case is said to get wrong does not reach the server.
    """
    is_form = case.media_type == "multipart/form-data" and isinstance(case.body, dict)
    return not (is_form and any(isinstance(value, list) for value in case.body.values()))
