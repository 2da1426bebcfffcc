"""Reads a Python source and says what is in it, as facts; judges nothing and runs nothing of it.

Standard input: three lines of space-separated words (watched dotted names, watched attributes,
watched methods), then the bytes of the source. Standard output: one JSON object with

  code      whether there is any statement
  problem   null, or [kind, line, column, message]; kind is syntax, deep, memory or failed
  facts     [[kind, name, line, column, [argument, ...]], ...]
  truncated whether more facts were left out

Lines and columns count from 1, columns in characters. Kinds of facts: call (a watched name is
called), reference (it is used as a value), method (a watched method of something unknown is called
with arguments), attribute (a watched attribute is named), format (a format string reaches into
attributes), dynamic (getattr with a computed name on a module that holds watched names).

The compiler and the `_ast` types are used directly: importing `ast` and `json` takes longer than
the inspection of a usual script.
"""

import sys
from _ast import *

try:
    from _json import encode_basestring_ascii as quote
except ImportError:
    from json.encoder import encode_basestring_ascii as quote

ONLY_AST = 0x0400
MAX_FACTS = 5000
MAX_DEPTH = 1000
MAX_HOPS = 300
MAX_TEXT = 10000
MAX_ARGUMENTS = 32
UNKNOWN = "\ufffd"
OUTPUT_LIMIT = 8 << 20
PLAIN_DUNDERS = {"__class__", "__name__", "__doc__", "__qualname__", "__module__", "__len__"}
DEFINITIONS = (FunctionDef, AsyncFunctionDef, ClassDef)
COMPREHENSIONS = (ListComp, SetComp, DictComp, GeneratorExp)
BRANCHES = tuple(
    kind
    for kind in (
        globals().get(name)
        for name in "If For AsyncFor While Try TryStar With AsyncWith Match BoolOp IfExp".split()
    )
    if kind
)
TELLING = (Call, Constant, Attribute, Name, Subscript)
MODULE_LOADERS = {"builtins.__import__", "importlib.import_module", "importlib.__import__"}
NAMESPACES = {"builtins.globals", "builtins.locals", "builtins.vars"}


class TooDeep(Exception):
    def __init__(self, node):
        super().__init__("expression is nested too deeply")
        self.node = node


class Scope:
    def __init__(self, kind, parent):
        self.kind = kind
        self.parent = parent
        self.values = {}
        self.since = {}
        self.outer = set()
        self.deleted = set()
        self.stars = []
        self.known = {}

    def module(self):
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def bind(self, name, value, node, certain):
        target = self.module() if name in self.outer else self
        target.values.setdefault(name, []).append((value, self))
        if certain and target is self:
            position = (node.lineno, node.col_offset)
            target.since[name] = min(position, target.since.get(name, position))


def children(node):
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, list):
            for item in value:
                if isinstance(item, AST):
                    yield item
        elif isinstance(value, AST) and value._fields:
            yield value


class Inspection:
    def __init__(self, names, attributes, methods, lines):
        self.names = names
        self.modules = {name.rpartition(".")[0] for name in names}
        self.attributes = attributes
        self.methods = methods
        self.lines = lines
        self.facts = {}
        self.truncated = False
        self.order = []
        self.called = set()
        self.aliased = set()
        self.memo = {}
        self.active = set()
        self.hops = 0

    # Bindings. An explicit stack, since source may be nested deeper than this interpreter recurses.

    def collect(self, tree):
        stack = [(tree, Scope("module", None), True, 0)]
        while stack:
            node, scope, certain, depth = stack.pop()
            if depth > MAX_DEPTH:
                raise TooDeep(node)
            if isinstance(node, TELLING):
                self.order.append((node, scope))
            self.note_bindings(node, scope, certain)
            inner, sure = scope, certain and not isinstance(node, BRANCHES)
            if isinstance(node, (FunctionDef, AsyncFunctionDef, Lambda)):
                inner, sure = self.function_scope(node, scope), True
            elif isinstance(node, ClassDef):
                inner, sure = Scope("class", scope), True
            elif isinstance(node, COMPREHENSIONS):
                inner = Scope("comprehension", scope)
                for generator in node.generators:
                    self.bind_target(generator.target, None, inner, True)
            body = None
            if isinstance(node, DEFINITIONS):
                body = {id(statement) for statement in node.body}
            elif isinstance(node, Lambda):
                body = {id(node.body)}
            for child in reversed(list(children(node))):
                if body is None or id(child) in body:
                    stack.append((child, inner, sure, depth + 1))
                else:
                    stack.append((child, scope, certain, depth + 1))

    def function_scope(self, node, scope):
        inner = Scope("function", scope)
        given = node.args
        named = given.posonlyargs + given.args + given.kwonlyargs
        for argument in named + [a for a in (given.vararg, given.kwarg) if a]:
            inner.bind(argument.arg, None, argument, True)
        return inner

    def note_bindings(self, node, scope, certain):
        if isinstance(node, Import):
            for alias in node.names:
                name = alias.asname or alias.name.partition(".")[0]
                scope.bind(name, alias.name if alias.asname else name, node, certain)
        elif isinstance(node, ImportFrom):
            module = ("?." if node.level else "") + (node.module or "?")
            for alias in node.names:
                if alias.name == "*":
                    scope.module().stars.append(module)
                else:
                    name = alias.asname or alias.name
                    scope.bind(name, module + "." + alias.name, node, certain)
        elif isinstance(node, Assign):
            for target in node.targets:
                self.bind_target(target, node.value, scope, certain)
        elif isinstance(node, AnnAssign):
            if node.value is not None:
                self.bind_target(node.target, node.value, scope, certain)
        elif isinstance(node, NamedExpr):
            target = scope
            while target.kind == "comprehension":
                target = target.parent
            self.bind_target(node.target, node.value, target, False)
        elif isinstance(node, (For, AsyncFor, AugAssign)):
            self.bind_target(node.target, None, scope, False)
        elif isinstance(node, (With, AsyncWith)):
            for item in node.items:
                if item.optional_vars is not None:
                    self.bind_target(item.optional_vars, None, scope, False)
        elif isinstance(node, DEFINITIONS):
            scope.bind(node.name, None, node, certain)
        elif isinstance(node, (Global, Nonlocal)):
            scope.outer.update(node.names)
        elif isinstance(node, Delete):
            for target in node.targets:
                if isinstance(target, Name):
                    (scope.module() if target.id in scope.outer else scope).deleted.add(target.id)
        elif isinstance(node, Call):
            self.called.add(id(node.func))

    def bind_target(self, target, value, scope, certain):
        pending = [(target, value)]
        while pending:
            target, value = pending.pop()
            if isinstance(target, Name):
                scope.bind(target.id, value, target, certain)
                if value is not None and scope.kind != "class":
                    self.aliased.add(id(value))
            elif isinstance(target, Starred):
                pending.append((target.value, None))
            elif isinstance(target, (Tuple, List)):
                values = [None] * len(target.elts)
                if isinstance(value, (Tuple, List)) and len(value.elts) == len(values):
                    if not any(isinstance(e, Starred) for e in value.elts + target.elts):
                        values = value.elts
                pending.extend(zip(target.elts, values))

    # What an expression may stand for: a set of dotted names, "?" for what is not known.

    def resolve(self, node, scope):
        if isinstance(node, str):
            return {node}
        key = id(node)
        if key in self.memo:
            return self.memo[key]
        if key in self.active:
            return set()
        if self.hops > MAX_HOPS:
            raise TooDeep(node)
        self.active.add(key)
        self.hops += 1
        try:
            found = self.resolve_new(node, scope)
        finally:
            self.hops -= 1
            self.active.discard(key)
        self.memo[key] = found
        return found

    def resolve_new(self, node, scope):
        if isinstance(node, Name):
            return self.lookup(node.id, scope, (node.lineno, node.col_offset))
        if isinstance(node, Attribute):
            return self.member(self.resolve(node.value, scope), node.attr)
        if isinstance(node, NamedExpr):
            return self.resolve(node.value, scope)
        if isinstance(node, IfExp):
            return self.resolve(node.body, scope) | self.resolve(node.orelse, scope)
        if isinstance(node, BoolOp):
            return set().union(*(self.resolve(value, scope) for value in node.values))
        if isinstance(node, Subscript):
            return self.item(node, scope)
        if isinstance(node, Call):
            return self.result(node, scope)
        return set()

    def lookup(self, name, scope, position):
        found = set()
        start = scope
        while scope is not None:
            if name in scope.outer and scope.parent is not None:
                scope = scope.module()
            if name in scope.values and (scope is start or scope.kind != "class"):
                found |= self.bound(name, scope)
                if scope.kind in ("function", "comprehension"):
                    return found
                since = scope.since.get(name)
                if since is not None and since < position and name not in scope.deleted:
                    return found
            root, scope = scope, scope.parent
        if name == "__builtins__":
            return found | {"builtins"}
        found.add("builtins." + name)
        for module in root.stars:
            found.add(module + "." + name)
        return found

    def bound(self, name, scope):
        if name not in scope.known:
            scope.known[name] = set()
            found = set()
            for value, origin in scope.values[name]:
                if value is not None:
                    found |= self.resolve(value, origin)
            scope.known[name] = found
        return set(scope.known[name])

    def member(self, bases, name):
        if name in ("__dict__", "__self__") and bases:
            return bases
        if name == "__builtins__":
            return {"builtins"}
        return {base + "." + name for base in bases if base.count(".") < 8} or {"?." + name}

    def item(self, node, scope):
        key = self.fold(node.slice, scope)
        if key is None:
            return set()
        if key == "__builtins__":
            return {"builtins"}
        if isinstance(node.value, Call):
            function = self.resolve(node.value.func, scope)
            if function & NAMESPACES and not node.value.args:
                return self.lookup(key, scope, (sys.maxsize, 0))
        bases = self.resolve(node.value, scope)
        if "sys.modules" in bases:
            return {key}
        return self.member(bases, key) if bases else set()

    def result(self, node, scope):
        function = self.resolve(node.func, scope)
        first = node.args[0] if node.args else None
        if "builtins.getattr" in function and len(node.args) > 1:
            name = self.fold(node.args[1], scope)
            return set() if name is None else self.member(self.resolve(first, scope), name)
        if function & MODULE_LOADERS and first is not None:
            name = self.fold(first, scope)
            if name is None:
                return set()
            return {name.partition(".")[0] if "builtins.__import__" in function else name}
        if "builtins.vars" in function and first is not None:
            return self.resolve(first, scope)
        if isinstance(node.func, Lambda) and not node.args:
            return self.resolve(node.func.body, scope)
        return set()

    # Constant text. With `partial`, what is not known becomes a mark instead of spoiling the rest.

    def fold(self, node, scope, partial=False):
        self.hops += 1
        try:
            if self.hops > MAX_HOPS:
                raise TooDeep(node)
            text = self.fold_new(node, scope, partial)
        finally:
            self.hops -= 1
        if text is None:
            return UNKNOWN if partial else None
        return text[:MAX_TEXT]

    def fold_new(self, node, scope, partial):
        if isinstance(node, Constant):
            if isinstance(node.value, bytes):
                return node.value[:MAX_TEXT].decode("latin-1")
            return node.value if isinstance(node.value, str) else None
        if isinstance(node, BinOp) and isinstance(node.op, Add):
            parts = []
            while isinstance(node, BinOp) and isinstance(node.op, Add):
                parts.append(node.right)
                node = node.left
            parts.append(node)
            return self.join("", reversed(parts), scope, partial)
        if isinstance(node, BinOp) and isinstance(node.op, Mod) and partial:
            return self.fold(node.left, scope, True)
        if isinstance(node, JoinedStr):
            return self.join("", node.values, scope, partial)
        if isinstance(node, FormattedValue):
            return self.fold(node.value, scope, partial)
        if isinstance(node, Name):
            return self.fold_name(node, scope)
        if isinstance(node, Subscript) and isinstance(node.slice, Slice):
            return self.fold_slice(node, scope)
        if isinstance(node, Call):
            return self.fold_call(node, scope, partial)
        return None

    def join(self, separator, parts, scope, partial):
        texts = []
        for part in parts:
            text = self.fold(part, scope, partial)
            if text is None:
                return None
            texts.append(text)
        return separator.join(texts)

    def fold_name(self, node, scope):
        name = node.id
        while scope is not None:
            if name in scope.values:
                values = scope.values[name]
                key = ("fold", id(scope), name)
                if len(values) != 1 or values[0][0] is None or isinstance(values[0][0], str):
                    return None
                if key not in self.memo:
                    self.memo[key] = None
                    self.memo[key] = self.fold(values[0][0], values[0][1])
                return self.memo[key]
            scope = scope.parent
        return None

    def fold_slice(self, node, scope):
        text = self.fold(node.value, scope)
        bounds = []
        for bound in (node.slice.lower, node.slice.upper, node.slice.step):
            if isinstance(bound, UnaryOp) and isinstance(bound.op, USub):
                bound = bound.operand
                sign = -1
            else:
                sign = 1
            value = getattr(bound, "value", None)
            if bound is not None and type(value) is not int:
                return None
            bounds.append(None if bound is None else sign * value)
        if text is None or bounds[2] == 0:
            return None
        return text[slice(*bounds)]

    def fold_call(self, node, scope, partial):
        if isinstance(node.func, Name):
            if node.func.id == "chr" and len(node.args) == 1:
                code = getattr(node.args[0], "value", None)
                return chr(code) if type(code) is int and 0 <= code < 0x110000 else None
            return None
        if not isinstance(node.func, Attribute):
            return None
        method = node.func.attr
        if method == "join" and len(node.args) == 1 and isinstance(node.args[0], (List, Tuple)):
            separator = self.fold(node.func.value, scope)
            if separator is not None:
                return self.join(separator, node.args[0].elts, scope, partial)
        if method in ("lower", "upper", "strip", "decode", "encode", "casefold"):
            text = self.fold(node.func.value, scope, partial)
            if text is None or method in ("decode", "encode"):
                return text
            return getattr(text, method)()
        if method == "replace" and len(node.args) == 2:
            texts = [self.fold(part, scope) for part in [node.func.value] + node.args]
            return None if None in texts else texts[0].replace(texts[1], texts[2])
        if partial and method in ("format", "split"):
            if method == "split" and node.args and "shlex.split" in self.resolve(node.func, scope):
                return self.fold(node.args[0], scope, True)
            return self.fold(node.func.value, scope, True)
        return None

    def arguments(self, node, scope):
        given = list(node.args)
        for keyword in node.keywords:
            if keyword.arg in ("args", "cmd", "command", "name") and not given:
                given.append(keyword.value)
        given = given[:MAX_ARGUMENTS]
        if given and isinstance(given[0], Name):
            given[0] = self.only_value(given[0], scope)
        if given and isinstance(given[0], (List, Tuple)):
            given = given[0].elts[:MAX_ARGUMENTS]
        return [self.fold(argument, scope, True)[:500] for argument in given]

    def only_value(self, node, scope):
        while scope is not None:
            if node.id in scope.values:
                values = scope.values[node.id]
                listed = len(values) == 1 and isinstance(values[0][0], (List, Tuple))
                return values[0][0] if listed else node
            scope = scope.parent
        return node

    # Facts.

    def watched(self, names):
        for name in names:
            while "." in name:
                if name in self.names:
                    yield name
                    break
                name = name.partition(".")[2]

    def add(self, kind, name, line, column, arguments=()):
        key = (kind, name, line, column)
        if len(self.facts) >= MAX_FACTS and key not in self.facts:
            self.truncated = True
        else:
            self.facts[key] = arguments

    def report(self):
        for node, scope in self.order:
            if isinstance(node, Call):
                self.report_call(node, scope)
            elif isinstance(node, Constant):
                if isinstance(node.value, str):
                    self.report_text(node.value, node)
            elif isinstance(node, Attribute) and node.attr in self.attributes:
                self.add("attribute", node.attr, node.end_lineno, self.attribute_column(node))
            elif isinstance(node, Name) and node.id in self.attributes:
                self.add("attribute", node.id, node.lineno, node.col_offset)
            if isinstance(node, (Name, Attribute, Subscript, Call)):
                if id(node) in self.called or id(node) in self.aliased:
                    continue
                if isinstance(getattr(node, "ctx", None), (Store, Del)):
                    continue
                for name in self.watched(self.resolve(node, scope)):
                    self.add("reference", name, node.lineno, node.col_offset)

    def attribute_column(self, node):
        # The name as written may be longer than its normalised form, so look from its left.
        if node.value.end_lineno == node.end_lineno:
            before = self.lines[node.end_lineno - 1][: node.end_col_offset]
            dot = before.find(b".", node.value.end_col_offset)
            if dot >= 0:
                rest = before[dot + 1 :]
                return dot + 1 + len(rest) - len(rest.lstrip())
        return max(0, node.end_col_offset - len(node.attr.encode("utf-8")))

    def report_call(self, node, scope):
        function = self.resolve(node.func, scope)
        known = False
        for name in self.watched(function):
            known = True
            line, column = node.lineno, node.col_offset
            self.add("call", name, line, column, self.arguments(node, scope))
        if isinstance(node.func, Attribute):
            has_arguments = node.args or node.keywords
            if node.func.attr in self.methods and has_arguments and not known:
                self.add("method", node.func.attr, node.lineno, node.col_offset)
            if node.func.attr in ("format", "format_map") and not isinstance(
                node.func.value, Constant
            ):
                template = self.fold(node.func.value, scope)
                if template is not None:
                    self.report_text(template, node)
        if "builtins.getattr" in function and len(node.args) > 1:
            name = self.fold(node.args[1], scope)
            if name is None:
                for base in sorted(self.resolve(node.args[0], scope) & self.modules):
                    self.add("dynamic", base, node.lineno, node.col_offset)
            elif name in self.attributes:
                self.add("attribute", name, node.args[1].lineno, node.args[1].col_offset)

    def report_text(self, text, node):
        if text in self.attributes:
            self.add("attribute", text, node.lineno, node.col_offset)
        if "{" not in text:
            return
        for chunk in text.split("{")[1:]:
            field = chunk
            for end in "}:!":
                field = field.partition(end)[0]
            for part in field.replace("[", ".").replace("]", ".").split(".")[1:]:
                dunder = part.startswith("__") and part.endswith("__") and len(part) > 4
                if part in self.attributes or (dunder and part not in PLAIN_DUNDERS):
                    self.add("format", part, node.lineno, node.col_offset)


class Positions:
    def __init__(self, source):
        self.lines = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        if self.lines[0].startswith(b"\xef\xbb\xbf"):
            self.lines[0] = self.lines[0][3:]

    def column(self, line, offset):
        if not 1 <= line <= len(self.lines):
            return 1
        return len(self.lines[line - 1][:offset].decode("utf-8", "replace")) + 1


def inspect(source, names, attributes, methods):
    positions = Positions(source)
    inspection = Inspection(names, attributes, methods, positions.lines)
    problem, code = None, True
    try:
        tree = compile(source, "<script>", "exec", ONLY_AST, True)
        code = bool(tree.body)
        inspection.collect(tree)
        inspection.report()
        # The parser lets pass what only the compiler refuses: a return outside a function.
        compile(tree, "<script>", "exec", 0, True)
    except SyntaxError as error:
        line = max(1, error.lineno or 1)
        problem = ["syntax", line, max(1, error.offset or 1), str(error.msg)[:300]]
    except TooDeep as error:
        line = getattr(error.node, "lineno", 0)
        column = getattr(error.node, "col_offset", 0)
        problem = ["deep", line, positions.column(line, column), str(error)]
    except RecursionError:
        problem = ["deep", 0, 1, "expression is nested too deeply"]
    except MemoryError:
        # CPython before 3.10 says this of an overflown parser stack, too.
        problem = ["memory", 0, 1, "the parser ran out of memory or nesting"]
    except ValueError as error:
        problem = ["syntax", 1, 1, str(error)[:300]]
    facts = [
        [kind, name, line, positions.column(line, column), list(arguments)]
        for (kind, name, line, column), arguments in inspection.facts.items()
    ]
    return {"code": code, "problem": problem, "facts": facts, "truncated": inspection.truncated}


def encode(value):
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, dict):
        return "{" + ",".join(quote(k) + ":" + encode(v) for k, v in value.items()) + "}"
    return "[" + ",".join(map(encode, value)) + "]"


def limit(seconds, memory):
    """Bounds this process before it sees the source: hostile input can upset a parser."""
    try:
        import resource
        from _signal import alarm
    except ImportError:
        return  # Windows has neither; the caller's time limit remains.

    def lower(kind, value):
        hard = resource.getrlimit(kind)[1]
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        resource.setrlimit(kind, (value, value))

    # Data, not address space: shared libraries and sanitisers reserve much that they never use.
    lower(resource.RLIMIT_DATA, memory)
    lower(resource.RLIMIT_CPU, seconds)
    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_NOFILE, 8)
    lower(resource.RLIMIT_FSIZE, OUTPUT_LIMIT)
    # Ends this process also when the one that started it is gone.
    alarm(seconds + 1)


def main():
    limit(int(sys.argv[1]), int(sys.argv[2]))
    sys.setrecursionlimit(5000)
    stream = sys.stdin.buffer
    names, attributes, methods = (
        frozenset(stream.readline().decode("ascii").split()) for _ in range(3)
    )
    answer = inspect(stream.read(), names, attributes, methods)
    sys.stdout.buffer.write(encode(answer).encode("ascii"))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
