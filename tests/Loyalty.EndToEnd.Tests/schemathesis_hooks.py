"""What Schemathesis cannot know of these services, and nothing else.

Well-formed data is accepted, but for codes that are well-formed and name nothing that is known: which airports, airlines and programs
there are is data; a description cannot list it. Nor can it say that a flight goes to another airport than its own, or that its number is one
of the airlines that sell and fly it. Anything else that is refused is a finding.

A form carries text and nothing else: a null, sent, is the text "null". Schemathesis sees that by itself, but not beside a file
made of bytes, which its validator refuses to look at; a title or a note that is not a text is therefore not tried.
"""

import re

import schemathesis
from schemathesis.specs.openapi.checks import positive_data_acceptance

FREE_TEXT = ("title", "programId", "notes")
UNKNOWN = re.compile(
    r"No (airport|airline) [A-Z0-9]{2,3} is known\.|No such program is known\.|The flight ends where it begins\."
    r"|The number is of a flight of [A-Z0-9]{2}, which neither sells nor flies this segment\.")


@schemathesis.hook
def filter_case(context, case):
    return case.media_type != "multipart/form-data" or not isinstance(case.body, dict) or all(
        isinstance(case.body.get(field, ""), str) for field in FREE_TEXT)


@schemathesis.check
def well_formed_data_is_accepted_unless_a_code_is_unknown(ctx, response, case):
    if response.status_code == 400 and names_only_unknown_codes(response):
        return None
    return positive_data_acceptance(ctx, response, case)


def names_only_unknown_codes(response):
    messages = [message for messages in response.json().get("errors", {}).values() for message in messages]
    return bool(messages) and all(UNKNOWN.fullmatch(message) for message in messages)
