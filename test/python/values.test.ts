import { lowers } from "../support/lowers.js";
import { pythonStarted } from "../support/wasm.js";

describe("what names hold in Python", () => {
  before(() => pythonStarted);

  lowers("follows a value through names", `
def f(path, mode="r"):
    p = q = path
    handle = open(q, mode)
    return handle.read(), p
`, `
<module>
  locals: f = def f
f(path, mode = "r") -> [open($0, $1="r").read(), $0]
  call open($0, $1="r"): kept handle
  bind handle
  read handle: .read
  call open($0, $1="r").read(): inside returned
  return
`);

  lowers("a parameter is known by its annotation and default", `
def f(a: int, b: "Path | None" = None, /, *args: Path, c, d: x.Y = make(), **kw: Z): return a
`, `
<module>
  call make(): escapes
  locals: f = def f
f(a: a int, b: a Path = None, *args: [a Path], c, d: a x.Y = make(), *kw) -> $0:a int
  return
`);

  lowers("branches meet", `
def f(c):
    if c:
        x = A()
    elif c.d():
        x = B()
    else:
        return 1
    x.go()
`, `
<module>
  locals: f = def f
f(c) -> 1
  if
    call A(): kept x
    bind x
  or
    call $0.d(): tested
    if
      call B(): kept x
      bind x
    or
      return
  read x: .go
  call A() | B().go(): dropped
`);

  lowers("a name that only one branch binds keeps its old value too", `
def f(c):
    x = A()
    if c: x = B()
    x.go()
`, `
<module>
  locals: f = def f
f(c)
  call A(): kept x
  bind x
  if
    call B(): kept x
    bind x
  or
  read x: .go
  call B() | A().go(): dropped
`);

  lowers("a round of a loop reads what the round before left", `
def f(xs):
    conn = None
    for x in xs:
        if conn:
            conn.close()
        conn = open(x)
    conn.read()
`, `
<module>
  locals: f = def f
f(xs)
  bind conn
  loop
    test
    iterate $0
    read conn: tested
    if flagged
      read conn: .close
      call None | open($0[]).close(): dropped
    or
    call open($0[]): kept conn
    bind conn
  read conn: .read
  call None | open($0[]).read(): dropped
`);

  lowers("after a loop without end and break comes nothing", `
def f(q):
    x = 1
    if q:
        x = 2
        while 1:
            q.get()
    x.use()
`, `
<module>
  locals: f = def f
f(q)
  if
    endless loop
      call $0.get(): dropped
  or
  call 1.use(): dropped
`);

  lowers("isinstance narrows in its arm", `
def f(q, r):
    if isinstance(q, Path) and r:
        q.read()
    if isinstance(r, (A, m.B)):
        r.go()
    q.go()
`, `
<module>
  locals: f = def f
f(q, r)
  call isinstance($0, Path): tested
  if
    call a Path.read(): dropped
  or
  load m.B
  call isinstance($1, [A, m.B]): tested
  if
    call a A | a m.B.go(): dropped
  or
  call $0.go(): dropped
`);

  lowers("a pair of names keeps a pair of values", `
def f():
    a, b = c(), d()
    e, g = h()
    a, b = b, a
`, `
<module>
  locals: f = def f
f()
  call c(): kept a
  call d(): kept b
  bind a
  bind b
  call h(): tested
  iterate h()
  read b: kept a
  read a: kept b
  bind a
  bind b
`);

  lowers("names of a comprehension are its own", `
def f(x, xs):
    y = [x.go(z) for x in xs for z in x.all()]
    return x, z
`, `
<module>
  locals: f = def f
f(x, xs) -> [$0, z]
  loop
    test
    iterate $1
    call $1[].all(): tested
    loop
      test
      iterate $1[].all()
      call $1[].go($1[].all()[]): inside kept y
  bind y
  return
`);

  lowers("nonlocal and global names are free", `
def f():
    global g
    n = 1
    def h():
        nonlocal n
        n = a()
        return n.go()
    g = b()
    return g.go()
`, `
<module>
  locals: f = def f; g = b()
f() -> g.go()
  call b(): escapes
  call g.go(): returned
  return
  locals: n = 1 | a()
f.h() -> n.go() in f
  call a(): escapes
  call n.go(): returned
  return
`);

  lowers("operators", `
def f(p: Path, n):
    a = p / "x" / n
    b = "%s" % n + p
    c = [1] + [n]
    d = n[0]["k"]
    e = d[1:][-1]
    e /= p
    return a, b, c, e
`, `
<module>
  locals: f = def f
f(p: a Path, n) -> [$0:a Path.__truediv__().__truediv__(), text, [1, $1], $1[0][k][-1].__truediv__()]
  return
`);

  lowers("await gives what the awaited one gives", `
async def f():
    r = await g()
    (await r.json()).go()
    return (await r.text()).strip()
`, `
<module>
  locals: f = def f
f() -> await await g().text().strip() async
  call g(): awaited
  call await g().json(): awaited
  call await await g().json().go(): dropped
  call await g().text(): awaited
  call await await g().text().strip(): returned
  return
`);

  lowers("generators give what they yield", `
def f(x):
    a = yield x.one()
    yield from x.two()
async def g() -> AsyncIterator[Path]:
    yield 1
`, `
<module>
  locals: f = def f; g = def g
f(x) -> [$0.one() | $0.two()[]] generator
  call $0.one(): yielded
  call $0.two(): yielded
  iterate $0.two()
g() -> [a Path] async generator
`);
});
