import { lowers } from "../support/lowers.js";
import { pythonStarted } from "../support/wasm.js";

describe("names, classes and annotations in Python", () => {
  before(() => pythonStarted);

  lowers("a class with its members", `
class A(B, m.C, metaclass=meta()):
    x: Path
    y = make()
    z: Optional[Path] = None
    w: int
    if y:
        w = 1
    for v in y: pass
    def m(self): return y
    class Inner:
        def n(self) -> "A": return self.q
`, `
<module>
  load m.C
  call meta(): escapes
  call make(): escapes
  loop
    test
    iterate make()
  locals: A = class A
A.m() -> y method of A
  return
A.Inner.n() -> a A method of A.Inner
  load self.q
  return
class A.Inner()
  members: n = def A.Inner.n
class A(B, m.C)
  members: x = a Path; y = make(); z = a Path; w = 1 | a int; v = make()[]; m = def A.m; Inner = class A.Inner
`);

  lowers("self and its attributes", `
class A:
    def __init__(self, p, *, q: Q = None):
        self.p = p
        self.q: Path = None
        self.r, (self.s, *self.t) = 1, p
        if q:
            self.p = q
        other.u = p
        self.v.w = p
    async def go(this): return await this.p.read()
`, `
<module>
  locals: A = class A
A.__init__(p, q: a Q = None) method of A
  load self.v
  sets: p = $0 | $1:a Q=None; q = a Path; r = 1; s = $0[0]; t = [$0[]]
A.go() -> await self.p.read() async method of A
  load self.p
  call self.p.read(): awaited
  return
class A()
  members: __init__ = def A.__init__; go = def A.go
`);

  lowers("kinds of methods", `
class A:
    @property
    def size(self): return 1
    @size.setter
    def size(self, v): ...
    @functools.cached_property
    def data(self): return load()
    @classmethod
    def make(cls): return cls()
    @staticmethod
    @deco(1)
    def st(a): raise NotImplementedError("x")
    def __new__(cls, a): return super().__new__(cls)
    def plain(*args): pass
    @abstractmethod
    async def later(self):
        """Docs."""
`, `
<module>
  call deco(1): escapes
  locals: A = class A
A.size() -> 1 property of A
  return
A.size#2(v) abstract method of A
A.data() -> load() property of A
  call load(): returned
  return
A.make() -> cls() class of A
  call cls(): returned
  return
A.st(a) abstract static of A @deco(1)
  call NotImplementedError("x"): escapes
  raise
A.__new__(a) -> super.__new__(cls) class of A
  call super.__new__(cls): returned
  return
A.plain(*args) abstract method of A
A.later() async abstract method of A @abstractmethod
class A()
  members: size = def A.size; data = def A.data; make = def A.make; st = def A.st; __new__ = def A.__new__; plain = def A.plain; later = def A.later
`);

  lowers("a method's inner functions know self by name", `
class A:
    def m(self, x):
        def inner():
            return self.p + x
        return [inner, lambda: self.q]
`, `
<module>
  locals: A = class A
A.m(x) -> [def A.m.inner, def A.m.<lambda>] method of A
  return
  locals: self = self; x = $0
A.m.inner() in A.m
  load self.p
  load self.p.__add__
  return
A.m.<lambda>() -> self.q lambda in A.m
  load self.q
class A()
  members: m = def A.m
`);

  lowers("a class in a function", `
def make(base):
    class Local(base):
        attr = base.x
        def run(self): return base
    return Local()
`, `
<module>
  locals: make = def make
make(base) -> class make.Local()
  load $0.x
  call class make.Local(): returned
  return
  locals: base = $0
make.Local.run() -> base method of make.Local in make
  return
class make.Local($0) in make
  members: attr = $0.x; run = def make.Local.run
`);

  lowers("decorators", `
@a
@b.c
@d.e(f())
async def g(): pass
@h
class I: pass
def j():
    @wraps(j)
    def k(): pass
    return k
`, `
<module>
  call f(): passed d.e 0
  call d.e(f()): escapes
  locals: g = def g; I = class I; j = def j
g() async abstract @a @b.c @d.e(f())
j() -> def j.k
  call wraps(j): escapes
  return
j.k() abstract in j @wraps(j)
class I() @h
`);

  lowers("names are unique", `
def f():
    def g(): pass
    def g(): pass
    return lambda: (lambda: 1)
def f(): pass
class f:
    def f(self): pass
    def f(self): pass
x = lambda: 1
x = lambda: 2
`, `
<module>
  locals: f = class f#3; x = def <lambda>#2
f() -> def f.<lambda>
  return
f.g() abstract in f
f.g#2() abstract in f
f.<lambda>() -> def f.<lambda>.<lambda> lambda in f
f.<lambda>.<lambda>() -> 1 lambda in f.<lambda>
f#2() abstract
f#3.f() abstract method of f#3
f#3.f#2() abstract method of f#3
<lambda>() -> 1 lambda
<lambda>#2() -> 2 lambda
class f#3()
  members: f = def f#3.f#2
`);

  lowers("imports", `
import a, b.c, d.e as f
from . import g
from ..h.i import (j as k, l)
from m import *
def n():
    import o.p
    from q import r
    return o.p, r
if TYPE_CHECKING:
    from s import T
else:
    T = None
try:
    import u
except ImportError:
    u = None
`, `
<module>
  try
  except ImportError
  locals: a = <a>; b = <b>; f = <d.e>; g = <.>.g; k = <..h.i>.j; l = <..h.i>.l; n = def n; T = <s>.T | None; u = <u> | None
n() -> [<o>.p, <q>.r]
  load <o>.p
  return
imports a b.c d.e . ..h.i m s u o.p q
stars m
`);

  lowers("top-level names have all their values", `
x = None
def f(): pass
def f(): return 1
if x:
    f = g()
y: Path
z: list[Path] = []
def h():
    global x
    x = Client()
    return y
type V = Path | None
`, `
<module>
  bind f
  bind f
  if
    call g(): kept f
    bind f
  or
  locals: x = None | Client(); f = def f#2 | g(); y = a Path; z = [a Path]; h = def h; V = a Path
f() abstract
f#2() -> 1
  return
h() -> y
  call Client(): escapes
  return
`);

  lowers("at module level, what functions read is not followed", `
a = f()
b = g()
def h(): return b
a.go()
`, `
<module>
  call f(): kept a
  bind a
  call g(): escapes
  read a: .go
  call f().go(): dropped
  locals: a = f(); b = g(); h = def h
h() -> b
  return
`);

  lowers("annotations", `
def f(
    a: list[Path], b: Awaitable[Path], c: type[Path], d: "Callable[[int], str]", e: Self, g: Annotated[p.Path, 1],
    h: Union[A, None, "B"], i: dict[str, Path], j: Any, k: Optional["Path"], l: tuple[A, B], m: ClassVar[Final[int]],
    n: Iterator[A | B], o: "list['A']", q: Generic[T], r: "a.b[", s: Literal["x"], t: collections.abc.Sequence[A],
) -> Coroutine[Any, Any, Path]: ...
def u() -> None: pass
def v() -> Any: return 1
`, `
<module>
  locals: f = def f; u = def u; v = def v
f(a: [a Path], b: awaitable(a Path), c: Path, d, e: self, g: a p.Path, h: a A | a B, i: a dict, j, k: a Path, l: [a A, a B], m: a int, n: [a A | a B], o: [a A], q: a Generic, r: a a.b, s, t: [a A]) -> awaitable(a Path) abstract
u() -> None abstract
v() -> 1
  return
`);

  lowers("annotated values", `
def f():
    a: Path = g()
    b: Path = None
    c: "Path"
    d: list[Path] = []
    e: int = 3
    a.go(b, c, d, e)
`, `
<module>
  locals: f = def f
f()
  call g(): kept a
  bind a
  read a: .go
  call g() | a Path.go(a Path, a Path, [a Path], a int): dropped
`);

  lowers("literals", `
f(1, -2, 0x1F, 1_000, 1.5, 1e3, 1j, "s", b"s", r"s", "a\\n", """x""", "", True, False, None, ..., "x" "y", f"z", 'q')
f({"a": 1, "b": g}, {1: 2}, {**a}, [], (), {1})
`, `
<module>
  call f(1, -2, 31, 1000, 1.5, 1000, ?, "s", text, "s", text, text, "", true, false, None, ?, text, "z", "q"): dropped
  call f({a: 1, b: g}, ?, ?, [], [], [1]): dropped
`);

  lowers("errors spoil only what they are in", `
def broken(:
    f()
def good():
    a()
    b(1,
    c() +
    d()
x = 
y = e()
`, `
<module>
  call e(): kept y
  bind y
  locals: broken = def broken; good = def good; y = e()
broken()
  call f(): dropped
good()
  call a(): dropped
problem: Missing \`)\` here.
problem: Invalid syntax near \`b(1,\`.
`);

  lowers("Python 2", `
print "x", f()
try:
    g()
except E, e:
    raise F, "no"
def h(a, (b, c)):
    print >>i(), "y" % j()
    exec "k" in l
`, `
<module>
  call f(): tested
  try
    call g(): dropped
  except E
    raise
  locals: e = a E; h = def h
h(a, )
  call i(): tested
  call j(): tested
`);

  lowers("abstract functions", `
def a(): "Docs."
def b():
    pass
def c(): raise NotImplementedError
def d(): raise ValueError
def e(): return None
`, `
<module>
  locals: a = def a; b = def b; c = def c; d = def d; e = def e
a() abstract
b() abstract
c() abstract
  raise
d()
  raise
e() -> None
  return
`);
});
