"""A check for Schemathesis: well-formed data is accepted, but for codes that are well-formed and name nothing that is known.

Which airports, airlines and programs there are is data; a description cannot list it. Anything else that is refused is a finding.
"""

import re

import schemathesis
from schemathesis.specs.openapi.checks import positive_data_acceptance

UNKNOWN = re.compile(r"No (airport|airline) [A-Z0-9]{2,3} is known\.|No such program is known\.")


@schemathesis.check
def well_formed_data_is_accepted_unless_a_code_is_unknown(ctx, response, case):
    if response.status_code == 400 and names_only_unknown_codes(response):
        return None
    return positive_data_acceptance(ctx, response, case)


def names_only_unknown_codes(response):
    messages = [message for messages in response.json().get("errors", {}).values() for message in messages]
    return bool(messages) and all(UNKNOWN.fullmatch(message) for message in messages)
