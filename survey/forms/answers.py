"""A form class built from a definition; posted pages and JSON interviews both go through it.

WTForms validates but does not render: the static part of a page is rendered once per version.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

from wtforms import Field, Form, ValidationError

from survey.errors import Problem
from survey.questionnaire import Definition, Ending, Question
from survey.questionnaire.answers import Answer, parse_answer
from survey.questionnaire.columns import value_of
from survey.questionnaire.rules import evaluate, is_answered, outcome_of, walk
from survey.questionnaire.types import BadAnswer


class AnswerField(Field):
    """One question; `data` is the canonical answer, or None."""

    def __init__(self, question: Question, **options: Any) -> None:
        super().__init__(**options)
        self.question = question
        self.problems: list[Problem] = []

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep what was sent until it is validated."""
        self.data = None

    def pre_validate(self, form: Any) -> None:
        """Bring the answer into its canonical form."""
        try:
            self.data = parse_answer(self.question, [str(value) for value in self.raw_data or ()])
        except BadAnswer as fault:
            given = " ".join(map(str, self.raw_data or ()))
            slots = fault.slots
            found = Problem(fault.code, column=self.question.key, value=given[:200], slots=slots)
            self.problems.append(found)
            raise ValidationError(fault.code) from None


class AnswerForm(Form):
    """The answers to one version of a questionnaire."""

    definition: Definition

    def problems(self, *, partial: bool = False) -> list[Problem]:
        """List every problem in the order of the questions; `partial`: it may lack answers."""
        missing = [] if partial else self.missing()
        found = [*self.faults(), *missing, *self.broken_constraints()]
        order = {key: at for at, key in enumerate(self.definition.by_key)}
        return sorted(found, key=lambda problem: order[problem.column])

    def fields(self) -> Iterator[AnswerField]:
        """Return the fields, in order."""
        for field in self:
            if isinstance(field, AnswerField):
                yield field

    def asked_fields(self) -> Iterator[AnswerField]:
        """Return the fields on the path, in order."""
        path = self.path()
        return (field for field in self.fields() if field.name in path)

    def faults(self) -> list[Problem]:
        """List answers on the path that cannot be taken."""
        return [problem for field in self.asked_fields() for problem in field.problems[:1]]

    def missing(self) -> list[Problem]:
        """List required questions on the path without an answer."""
        return [
            Problem("answer_missing", column=field.name)
            for field in self.asked_fields()
            if field.question.required and field.data is None and not field.problems
        ]

    def broken_constraints(self) -> list[Problem]:
        """List constraints of answered questions that are not met."""
        answers = {
            field.name: field.data for field in self.asked_fields() if field.data is not None
        }
        return [
            Problem("answer_constraint", column=question.key, slots={"message": message})
            for question in self.definition.questions()
            for message in [question.constraint_message]
            if question.constraint
            and message
            and is_answered(answers.get(question.key))
            and not evaluate(question.constraint, answers)
        ]

    def given(self) -> dict[str, Answer]:
        """Return every answer that could be read, on the path or off it."""
        return {field.name: field.data for field in self.fields() if field.data is not None}

    @cached_property
    def walked(self) -> tuple[set[str], Ending | None]:
        """Validate, then follow the path; computed once per form."""
        self.validate()
        return walk(self.definition, self.given())

    def path(self) -> set[str]:
        """Name the questions that are asked."""
        return self.walked[0]

    def outcome(self) -> str:
        """Return the outcome of the interview."""
        return outcome_of(self.walked[1])

    def response(self) -> dict[str, str]:
        """Return the answers on the path under the columns of a response file."""
        return {
            field.question.column: value_of(field.question.column, field.data)
            for field in self.asked_fields()
            if field.question.column and field.data is not None
        }


@lru_cache(maxsize=64)
def form_class(definition: Definition) -> type[AnswerForm]:
    """Build the class of a version, once (a definition is compared by identity)."""
    fields = {question.key: _unbound(question) for question in definition.questions()}
    name = f"Answers_{definition.code}_{definition.version}"
    return type(name, (AnswerForm,), {**fields, "definition": definition})


def _unbound(question: Question) -> Any:
    """Make the field of a question; WTForms binds it to a form."""
    return AnswerField(question=question)


class PostedAnswers(dict[str, list[str]]):
    """Answers by question, in the shape WTForms reads a posted page in."""

    def getlist(self, key: str) -> list[str]:
        """Return every value of a question."""
        return self.get(key, [])


def as_posted(answers: Mapping[str, Answer | None]) -> PostedAnswers:
    """Return the answers of a JSON interview in the shape a page posts them."""
    given = {
        key: list(map(str, answer if isinstance(answer, list) else [answer]))
        for key, answer in answers.items()
        if answer is not None
    }
    return PostedAnswers({key: values for key, values in given.items() if values})
