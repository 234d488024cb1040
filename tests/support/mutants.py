"""Mutants: copies of a module with one small fault each, such as a `<` for a `<=` or a call that is left out.

In: the source of a module. Out: every mutant that the rules below can make of it. Annotations, docstrings, imports and
type aliases are left alone: no test can see them.
"""

import ast
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

OPERATORS: Final[dict[type[ast.AST], type[ast.AST]]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.LShift: ast.RShift,
}  # fmt: skip
NAMES: Final = {
    "min": "max", "max": "min", "any": "all", "sorted": "list", "bisect_left": "bisect_right",
    "bisect_right": "bisect_left",
}  # fmt: skip
DROPPED: Final = (ast.AugAssign, ast.Break, ast.Continue, ast.Delete, ast.Raise)
"""Statements that are left out, besides calls and assignments to attributes and items."""


class Mutant(Struct, frozen=True):
    """One fault: the line it is in, the part that changes and what stands there instead, the module with it."""

    number: int
    line: str
    change: str
    source: str


def mutants(source: str) -> list[Mutant]:
    """All mutants of a module, in the order of its lines."""
    raw, lines = source.encode(), source.splitlines()
    starts = [0]
    for text in raw.splitlines(keepends=True):
        starts.append(starts[-1] + len(text))
    made: list[Mutant] = []
    for node, new in _changes(ast.parse(source)):
        start, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
        spliced = new if isinstance(node, ast.stmt) else f"({new})"
        change = f"{' '.join(raw[start:end].decode().split())} -> {new}"
        faulty = (raw[:start] + spliced.encode() + raw[end:]).decode()
        made.append(Mutant(node.lineno, lines[node.lineno - 1].strip(), change, faulty))
    return sorted(made, key=lambda mutant: mutant.number)


def _changes(node: ast.AST) -> Iterator[tuple[Any, str]]:
    """Each part at or under this node that a mutant changes, and the text that takes its place."""
    yield from _of(node)
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns") or isinstance(node, (ast.Import, ast.ImportFrom, ast.JoinedStr)):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _invisible(node, child):
                yield from _changes(child)


def _invisible(parent: ast.AST, child: ast.AST) -> bool:
    """A docstring, a type alias, or the types within a subscript."""
    docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
    value = child.value if isinstance(parent, ast.Module) and isinstance(child, ast.Assign) else None
    alias = isinstance(value, ast.Subscript) or (isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr))
    return docstring or alias or (isinstance(parent, ast.Subscript) and isinstance(child, ast.Tuple))


def _of(node: ast.AST) -> Iterator[tuple[Any, str]]:
    """The changes of one node."""
    match node:
        case ast.Compare(ops=ops):
            for place, operator in enumerate(ops):
                yield node, _with(node, ops=[*ops[:place], OPERATORS[type(operator)](), *ops[place + 1 :]])
        case ast.BoolOp(op=operator, values=values):
            yield node, _with(node, op=OPERATORS[type(operator)]())
            for place in range(len(values)):
                yield node, _with(node, values=values[:place] + values[place + 1 :])
        case ast.BinOp(op=operator) if type(operator) in OPERATORS:
            yield node, _with(node, op=OPERATORS[type(operator)]())
        case ast.AugAssign(op=operator) if type(operator) in OPERATORS:
            yield node, _with(node, op=OPERATORS[type(operator)]())
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield node, ast.unparse(operand)
        case ast.Constant(value=bool(value)):
            yield node, str(not value)
        case ast.Constant(value=int() | float() as value):
            yield from ((node, str(value + 1)), (node, str(value - 1)))
        case ast.Constant(value=str(value)):
            yield node, repr(value + "XX")
            yield from ((node, repr(fewer)) for fewer in _without_one(value))
        case ast.Constant(value=bytes(value)):
            yield node, repr(value + b"XX")
        case ast.JoinedStr():
            yield node, "'XX'"
        case ast.Name(id=name, ctx=ast.Load()) if name in NAMES:
            yield node, NAMES[name]
        case ast.Slice(lower=lower, upper=upper):
            yield from ((bound, "None") for bound in (lower, upper) if bound)
        case ast.Call(func=called, args=args, keywords=keywords):
            if len(args) > 1 and not isinstance(args[0], ast.Starred) and ast.unparse(called) not in NAMES:
                yield node, _with(node, args=[args[1], args[0], *args[2:]])
            for place in range(len(keywords)):
                yield node, _with(node, keywords=keywords[:place] + keywords[place + 1 :])
        case ast.Tuple(elts=parts, ctx=ast.Load()) | ast.List(elts=parts, ctx=ast.Load()) | ast.Set(elts=parts):
            for place in range(len(parts) if len(parts) > 1 else 0):
                yield node, _with(node, elts=parts[:place] + parts[place + 1 :])
        case ast.MatchOr(patterns=parts):
            for place in range(len(parts)):
                yield node, _with(node, patterns=parts[:place] + parts[place + 1 :])
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield value, "None"
        case ast.FunctionDef(decorator_list=decorators) | ast.AsyncFunctionDef(decorator_list=decorators):
            yield from ((decorator, "lambda it: it") for decorator in decorators)
    if isinstance(node, (ast.If, ast.IfExp)) and not isinstance(node.test, (ast.Compare, ast.BoolOp, ast.UnaryOp)):
        yield node.test, f"not ({ast.unparse(node.test)})"
    if isinstance(node, ast.comprehension):
        yield from ((test, "True") for test in node.ifs)
    if isinstance(node, DROPPED) or _acts(node):
        yield node, "pass"


def _without_one(pattern: str) -> Iterator[str]:
    """The pattern without each of its alternatives in turn; an alternative that opens or closes a group is kept."""
    parts = pattern.split("|")
    for place, part in enumerate(parts if len(parts) > 1 else []):
        if part.count("(") == part.count(")"):
            yield "|".join(parts[:place] + parts[place + 1 :])


def _acts(node: ast.AST) -> bool:
    """Whether a statement calls something, or sets an attribute or an item."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, (ast.Call, ast.Await))
    if not isinstance(node, ast.Assign):
        return False
    targets = [part for target in node.targets for part in getattr(target, "elts", [target])]
    return any(isinstance(target, (ast.Attribute, ast.Subscript)) for target in targets)


def _with(node: Any, **fields: Any) -> str:
    """The text of a node with some fields changed. A list that keeps one part only is that part where it may be."""
    kept = {name: getattr(node, name) for name in node._fields} | fields
    for name in ("values", "patterns"):
        if name in fields and len(kept[name]) == 1:
            return ast.unparse(kept[name][0])
    return ast.unparse(type(node)(**kept))
