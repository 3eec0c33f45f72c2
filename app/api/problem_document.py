"""The shape of every failure this API answers, for its description (RFC 9457 with our members)."""

from pydantic import BaseModel, Field


class FieldProblem(BaseModel):
    """What is wrong with one field; ``pointer`` is a JSON pointer into the request."""

    pointer: str
    code: str
    detail: str


class Problem(BaseModel):
    """A failure: cause, next step and a stable code; never what was sent."""

    type: str = Field(examples=["/docs/errors.html#run_not_found"])
    title: str
    status: int
    detail: str | None = None
    code: str
    fix: str
    errors: list[FieldProblem] = []
