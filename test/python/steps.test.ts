import { lowers } from "../support/lowers.js";
import { pythonStarted } from "../support/wasm.js";

describe("what a Python function does", () => {
  before(() => pythonStarted);

  lowers("what a called function gives is followed under its name", `
async def f():
    x = g()
    await x
    y = x
    y.close()
    del y
    _ = h()
`, `
<module>
  locals: f = def f
f() async
  call g(): kept x
  bind x
  read x: awaited
  await g()
  read x: kept y
  bind y
  read y: .close
  call g().close(): dropped
  bind y
  call h(): kept _
  bind _
`);

  lowers("what is taken is followed, awaited or not", `
async def f(q):
    item = await q.get()
    if item:
        done(item)
    a, b = await wait_for(q.get(), 1)
    c = await q.put(a)
    return c, b
`, `
<module>
  locals: f = def f
f(q) -> [await $0.put(await wait_for($0.get(), 1)[0]), await wait_for($0.get(), 1)[1]] async
  call $0.get(): awaited
  bind item
  read item: tested
  if
    read item: passed done 0
    call done(await $0.get()): dropped
  or
  call $0.get(): passed wait_for 0
  call wait_for($0.get(), 1): awaited
  bind a
  bind b
  read a: passed $0.put 0
  call $0.put(await wait_for($0.get(), 1)[0]): awaited
  read b: inside returned
  return
`);

  lowers("a condition may look at a flag", `
def f(x):
    done = False
    if x or done:
        g()
    elif x:
        h()
    if x:
        done = g()
    elif not done:
        h()
`, `
<module>
  locals: f = def f
f(x)
  bind done
  if
    read done: tested
  or
  if flagged
    call g(): dropped
  or
    call h(): dropped
  or
  if
    call g(): kept done
    bind done
  or
    read done: tested
    if flagged
      call h(): dropped
    or
`);

  lowers("`await` binds closer than a power", `
async def f():
    return await g() ** h() ** 2
async def k():
    x = await (g() ** 2) - await g() ** await h()
`, `
<module>
  locals: f = def f; k = def k
f() async
  call g(): awaited
  call h(): tested
  return
k() async
  call g(): tested
  call g(): awaited
  call h(): awaited
`);

  lowers("a loop on a flag that nobody sets is without end", `
def f(asked):
    stop = False
    known = True
    set_here = True
    set_there = True
    def other():
        nonlocal set_there
        set_there = False
    while not stop:
        a()
    while (known):
        b()
    while set_here:
        set_here = c()
    while set_there:
        d()
    while not asked:
        e()
`, `
<module>
  locals: f = def f
f(asked)
  bind set_here
  endless loop
    call a(): dropped
  endless loop
    call b(): dropped
  loop asks true
    test
    read set_here: tested
    call c(): kept set_here
    bind set_here
  loop asks set_there
    call d(): dropped
  loop asks $0
    call e(): dropped
  locals: set_there = true | false
f.other() in f
`);

  lowers("a loop without end is left by break only", `
def f(q):
    x = None
    while True:
        x = q.get()
        if x:
            break
        x = 1
    else:
        never()
    x.use()
`, `
<module>
  locals: f = def f
f(q)
  bind x
  endless loop
    call $0.get(): kept x
    bind x
    read x: tested
    if
      break
    or
    bind x
  else
    call never(): dropped
  read x: .use
  call $0.get().use(): dropped
`);

  lowers("while tests before each round", `
def f(s):
    while chunk := s.recv(1):
        chunk.go()
    else:
        s.close()
`, `
<module>
  locals: f = def f
f(s)
  loop
    test
    call $0.recv(1): kept chunk
    bind chunk
    read chunk: tested
    read chunk: .go
    call $0.recv(1).go(): dropped
  else
    call $0.close(): dropped
`);

  lowers("try, except, else, finally", `
def f():
    x = a()
    try:
        x = b()
        x.one()
    except (E, m.F) as e:
        x.two(e)
        return
    except G:
        x = c()
    except:
        raise
    else:
        x.three()
    finally:
        x.four()
    x.five()
`, `
<module>
  locals: f = def f
f() -> None
  call a(): kept x
  bind x
  try
    call b(): kept x
    bind x
    read x: .one
    call b().one(): dropped
  except E, m.F
    load m.F
    read x: .two
    call a() | b().two(a E): dropped
    return
  except G
    call c(): kept x
    bind x
  except
    raise
  else
    read x: .three
    call b().three(): dropped
  finally
    read x: .four
    call b() | c().four(): dropped
  read x: .five
  call b() | c().five(): dropped
`);

  lowers("with holds its body", `
async def f(p):
    with open(p) as fh, lock:
        fh.read()
    async with connect() as (a, b):
        a.go(b)
`, `
<module>
  locals: f = def f
f(p) async
  call open($0): .__enter__
  enter open($0)
    enter lock
      call enter(open($0)).read(): dropped
  call connect(): .__aenter__
  async enter connect()
    call aenter(connect())[0].go(aenter(connect())[1]): dropped
`);

  lowers("async for, and what is unpacked", `
async def f(rows):
    async for key, (value, *rest) in rows.items():
        value.go(rest[0], rest[1:], key)
`, `
<module>
  locals: f = def f
f(rows) async
  call $0.items(): .__aiter__
  loop
    test
    async iterate $0.items()
    call $0.items()[][1][0].go([$0.items()[][1][]][0], [$0.items()[][1][]], $0.items()[][0]): dropped
`);

  lowers("a match has an arm for each case", `
def f(v):
    match v:
        case {"a": x} if g(x): h(x)
        case Path() as p: p.read()
        case [a, *rest]: a.go(rest)
        case m.X(b=c): c.go()
        case None: one()
    match v, 1:
        case _, 2: two()
    match v:
        case w: w.go()
`, `
<module>
  locals: f = def f
f(v)
  if
    call g(?): tested
    call h(?): dropped
  or
    call a Path.read(): dropped
  or
    call ?.go(?): dropped
  or
    call ?.go(): dropped
  or
    call one(): dropped
  or
  if
    call two(): dropped
  or
  if
    call $0.go(): dropped
`);

  lowers("calls are used in many ways", `
async def f(x, d):
    await a()
    b()
    c(x, *x, k=x, **x)
    self.d = d()
    x[e()] = g()
    if h(): pass
    while i() < 1: pass
    assert j(), k()
    f"{l()} {m()!r:>{n()}}"
    o() + 1
    not p()
    q()[0]
    r().s().t
    yield u()
    raise v()
`, `
<module>
  locals: f = def f
f(x, d) -> [u()] async generator
  call a(): awaited
  call b(): dropped
  call c($0, *$0, k=$0): dropped
  call $1(): escapes
  call g(): escapes
  call e(): tested
  call h(): tested
  loop asks i()
    test
    call i(): tested
  call j(): tested
  call k(): tested
  call l(): tested
  call m(): tested
  call n(): tested
  call o(): tested
  call p(): tested
  call q(): tested
  load q().__getitem__
  call r(): .s
  call r().s(): .t
  load r().s().t
  call u(): yielded
  call v(): escapes
  raise
`);

  lowers("use goes through parentheses, arms and operands", `
async def f(x):
    await (a() if x else b())
    y = (c() or d())
    return e() and (await g()), *h()
`, `
<module>
  locals: f = def f
f(x) -> [e() | await g(), *h()] async
  if
    call a(): awaited
  or
    call b(): awaited
  await a() | b()
  call c(): kept y
  if
    call d(): kept y
  or
  bind y
  call e(): tested
  if
    call g(): awaited
  or
  call h(): returned
  return
`);

  lowers("elements are used as their container", `
def f(x):
    a = [b(), (c(), {d()}), {"k": e(), **g()}]
    h([i(x) for x in y() if j(x)], (k() for k in x))
    return {l(): m() for n in x}
`, `
<module>
  locals: f = def f
f(x)
  call b(): inside kept a
  call c(): inside inside kept a
  call d(): inside inside inside kept a
  call e(): inside inside kept a
  call g(): tested
  bind a
  call y(): tested
  loop
    test
    iterate y()
    call j(y()[]): tested
    if
      call i(y()[]): inside passed h 0
    or
  loop
    test
    iterate $0
    call $0[](): inside passed h 1
  call h([i(y()[])], [$0[]()]): dropped
  loop
    test
    iterate $0
    call l(): escapes
    call m(): inside returned
  return
`);

  lowers("what is appended to a local list is kept in it, until the list is read", `
def f():
    jobs = []
    jobs.append(a())
    k(jobs)
    jobs.append(b())

def g(jobs=None):
    if not jobs:
        jobs = []
    jobs.append(a())
`, `
<module>
  locals: f = def f; g = def g
f()
  bind jobs
  call a(): inside kept jobs
  call [].append(a()): dropped
  read jobs: passed k 0
  call k([]): dropped
  read jobs: .append
  call b(): passed [].append 0
  call [].append(b()): dropped
g(jobs = None)
  call a(): passed [] | $0=None.append 0
  call [] | $0=None.append(a()): dropped
`);

  lowers("containers are put together", `
def f():
    tasks = []
    tasks += [a()]
    more = tasks + [b()]
    tasks[0].go()
    for t in more: t.go()
`, `
<module>
  locals: f = def f
f()
  bind tasks
  call a(): inside kept tasks
  read tasks: kept more
  call b(): inside kept more
  bind more
  read tasks: escapes
  call [a()][0].go(): dropped
  read more: escapes
  loop
    test
    iterate [a(), b()]
    call [a(), b()][].go(): dropped
`);

  lowers("the walrus binds and hands on", `
async def f(x):
    if (y := g(x)) is None: return
    print([z := h(i) for i in x], z)
    await (w := k())
`, `
<module>
  locals: f = def f
f(x) -> None async
  call g($0): kept y
  bind y
  read y: tested
  if
    return
  or
  loop
    test
    iterate $0
    call h($0[]): kept z
    bind z
    read z: inside passed print 0
  read z: passed print 1
  call print([h($0[])], h($0[])): dropped
  call k(): kept w
  bind w
  read w: awaited
  await k()
`);

  lowers("a name that an inner function knows is not followed", `
def f():
    x = a()
    y = b()
    def g():
        return x
    h = lambda: z
    z = c()
    return y
`, `
<module>
  locals: f = def f
f() -> b()
  call a(): escapes
  call b(): kept y
  bind y
  call c(): escapes
  read y: returned
  return
  locals: x = a(); z = c()
f.g() -> x in f
  return
f.<lambda>() -> z lambda in f
`);

  lowers("a lambda is a function that returns", `
x = map(lambda a, *b, c=d(): a.go(b, c), y)
class C:
    key = lambda self: self.x
`, `
<module>
  call d(): escapes
  call map(def <lambda>, y): kept x
  bind x
  locals: x = map(def <lambda>, y); C = class C
<lambda>(a, *b, c = d()) -> $0.go($1, $2=d()) lambda
  call $0.go($1, $2=d()): returned
C.<lambda>(self) -> $0.x lambda
  load $0.x
class C()
  members: key = def C.<lambda>
`);

  lowers("attributes are loaded once", `
def f(self, a):
    a.b.c()
    a.b.d()
    a.e.f
    a.e.f = a.g
    a.h += 1
    del a.i
`, `
<module>
  locals: f = def f
f(self, a)
  load $1.b
  call $1.b.c(): dropped
  call $1.b.d(): dropped
  load $1.e
  load $1.e.f
  load $1.g
  load $1.h
`);

  lowers("operators ask for their methods, once, where a class of the workspace may have them", `
def f(x: Store, y, z=1):
    x[1] = x[2], x[3]
    del y[4], z[5], a.b[6]
    return 1 in x or 2 not in x or 3 in y or 4 in (5, 6) or [7][8] < {}[9]
`, `
<module>
  locals: f = def f
f(x: a Store, y, z = 1)
  load $0:a Store.__getitem__
  load $0:a Store.__setitem__
  load a.b
  load a.b.__delitem__
  load $0:a Store.__contains__
  return
`);

  lowers("nested calls name what they are passed to", `
def f(x): return a(b(x), c(*x)(1))
`, `
<module>
  locals: f = def f
f(x) -> a(b($0), c(*$0)(1))
  call b($0): passed a 0
  call c(*$0): escapes
  call c(*$0)(1): passed a 1
  call a(b($0), c(*$0)(1)): returned
  return
`);

  lowers("starred values without brackets", `
def f():
    x = 1, *a.b(), *c(2)[0]
    return *g(), 1
`, `
<module>
  locals: f = def f
f() -> [*g(), 1]
  call a.b(): kept x
  call c(2): tested
  load c(2).__getitem__
  bind x
  call g(): returned
  return
`);
});
