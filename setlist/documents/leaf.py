"""A value of a file that has a reader of its own, such as ``"peak_end.p75 + 5 min"``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from setlist.documents.fault import RefusedError

T = TypeVar("T")

REFUSED = "refused"
"""The type of error under which pydantic passes on what a reader of this room refused."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Leaf(Generic[T]):
    """How to read a value that a file writes in a form of its own, and how to speak of it.

    It stands in an annotation: ``Annotated[Moment, Leaf(...)]``.  ``parse`` takes any plain
    value and raises ``RefusedError`` with every fault of it; ``words`` says what may be
    given; ``schema`` says the same to editors.
    """

    parse: Callable[[object], T]
    words: str
    schema: JsonSchemaValue

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Tell pydantic to leave the value to its reader."""
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(
        self, _core: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell pydantic what editors should know."""
        return dict(self.schema)

    def _read(self, value: object) -> T:
        """Read the value, and pass on what its reader refuses."""
        try:
            return self.parse(value)
        except RefusedError as error:
            context = {"faults": error.faults}
            raise PydanticCustomError(REFUSED, "refused", context) from error
