"""Receipt codes are removed from a content before it is stored; their digests replace them."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from survey.questionnaire.canonical import canonical
from survey.services.collecting import receipts

_CODE: Final = "receipt"
DIGEST: Final = "receipt_sha256"
_IS_DIGEST: Final = re.compile("[0-9a-f]{64}")
# In a text that is no JSON, whatever looks like a code; an answer with this name is shorter.
_IN_TEXT: Final = re.compile(r'"receipt"\s*:\s*"([0-9A-Za-z -]{8,64})"')


def of(receipt: str) -> str:
    """Return the digest of a code; a correction may carry the digest instead of the code."""
    return receipt if _IS_DIGEST.fullmatch(receipt) else receipts.code_digest(receipt)


def without_code(raw: Any) -> Any:
    """Replace the code by its digest, in a content or in whatever was sent in its place."""
    if isinstance(raw, str):
        return _text_without_code(raw)
    if not isinstance(raw, Mapping):
        return raw
    found = {name: value for name, value in raw.items() if name != _CODE}
    code = raw.get(_CODE)
    if code is not None:
        found[DIGEST] = of(code if isinstance(code, str) else canonical(code))
    return found | {name: without_code(raw[name]) for name in ("payload",) if name in raw}


def _text_without_code(text: str) -> str:
    """Do the same in JSON text, which stays unchanged where it holds no code."""
    try:
        content = json.loads(text)
        changed = without_code(content) if isinstance(content, Mapping) else content
        return text if changed == content else canonical(changed)
    except (ValueError, RecursionError):
        return _IN_TEXT.sub(lambda found: f'"{DIGEST}":"{of(found[1])}"', text)


def given_back(raw: Any) -> dict[str, Any]:
    """Return a stored content in the shape of the contract; the digest replaces the code."""
    if not isinstance(raw, Mapping):
        return {}
    found = {name: value for name, value in raw.items() if name != DIGEST}
    return found | ({_CODE: raw[DIGEST]} if DIGEST in raw else {})
