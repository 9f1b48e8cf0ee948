import assert from "node:assert/strict";
import { faults } from "../../rules/project.js";
import { readSettings } from "../../server/language-server/settings.js";
import { able, folder, open, pull, served, uri } from "./support.js";

const text = "import time, os\n\nasync def save(): ...\n\nasync def main():\n    time.sleep(1)\n    open('x')\n    os.stat('x')\n    save()\n";
const ids = (found: { readonly items: readonly any[] }): string[] => found.items.map(({ code, severity }) => `${code} ${severity}`);
const usual = ["blocking-call 1", "blocking-call 2", "blocking-call 4", "forgotten-await 1"];

describe("settings", () => {
  it("say whether there are diagnostics at all, how loud each fault is, and from what cost on", () => {
    const of = (section: unknown) => readSettings(section, faults);
    assert.deepEqual(of(undefined), { settings: { enable: true, strict: false, severity: new Map(), least: new Map() }, complaints: [] });
    assert.deepEqual(of({ enable: false, severity: { "blocking-call": "hint" }, minCost: "high", strict: true, trace: { server: "off" } }).settings, { enable: false, strict: true, severity: new Map([["blocking-call", "hint"]]), least: new Map([["blocking-call", "error"]]) });
  });

  it("that are wrong are named, one by one, and the others count", () => {
    const { settings, complaints } = readSettings({ enable: "yes", severity: { "blocking-call": "loud", "forgotten-await": "off", "no-such": "error" }, minCost: "cheap", strict: 1 }, faults);
    assert.deepEqual(settings, { enable: true, strict: false, severity: new Map([["forgotten-await", "off"]]), least: new Map() });
    assert.equal(complaints.length, 5);
    for (const [index, name] of ["enable is \"yes\"", "strict is 1", "severity.blocking-call is \"loud\"", "severity names 'no-such'", "minCost is \"cheap\""].entries()) {
      assert.ok(complaints[index]!.startsWith(`The setting evenloop.${name}, `), complaints[index]);
    }
    assert.deepEqual(readSettings("loud", faults).complaints.length, 1);
    assert.deepEqual(readSettings({ severity: [] }, faults).complaints.length, 1);
  });

  it("are asked of the client, for each folder, and asked again when they change", async () => {
    const [a, b] = [folder({ "main.py": text }), folder({ "main.py": text })];
    let section: Record<string, unknown> = { enable: true, severity: {}, minCost: null };
    const client = await served({ roots: [a, b], settings: (scope) => (scope === uri(b) ? { enable: false } : section) });
    open(client, uri(a, "main.py"), text);
    open(client, uri(b, "main.py"), text);
    assert.deepEqual(ids(await pull(client, uri(a, "main.py"))), usual);
    assert.deepEqual(ids(await pull(client, uri(b, "main.py"))), []);
    const { registrations } = await client.next("client/registerCapability", ({ registrations }) => registrations[0].method === "workspace/didChangeConfiguration");
    assert.deepEqual(registrations[0].registerOptions, { section: "evenloop" });

    for (const [next, expected] of [
      [{ severity: { "blocking-call": "hint", "forgotten-await": "warning" } }, ["blocking-call 4", "blocking-call 4", "blocking-call 4", "forgotten-await 2"]],
      [{ severity: { "blocking-call": "off" } }, ["forgotten-await 1"]],
      [{ severity: { "blocking-call": "error" } }, ["blocking-call 1", "blocking-call 1", "blocking-call 4", "forgotten-await 1"]],
      [{ minCost: "medium" }, ["blocking-call 1", "blocking-call 2", "forgotten-await 1"]],
      [{ minCost: "high" }, ["blocking-call 1", "forgotten-await 1"]],
      [{ minCost: "low" }, usual],
      [{ enable: false }, []],
      [null, usual],
    ] as const) {
      section = next as Record<string, unknown>;
      client.notify("workspace/didChangeConfiguration", { settings: null });
      await client.next("workspace/diagnostic/refresh");
      assert.deepEqual(ids(await pull(client, uri(a, "main.py"))), expected, JSON.stringify(next));
    }
    assert.equal(client.waiting("window/showMessage"), 0);
  });

  it("come with the handshake from clients that cannot be asked, and later by themselves", async () => {
    const root = folder({ "main.py": text });
    const capabilities = { ...able, workspace: { diagnostics: { refreshSupport: true } } };
    const client = await served({ capabilities, roots: [root], options: { severity: { "blocking-call": "off" } } });
    open(client, uri(root, "main.py"), text);
    assert.deepEqual(ids(await pull(client, uri(root, "main.py"))), ["forgotten-await 1"]);
    client.notify("workspace/didChangeConfiguration", { settings: { evenloop: { severity: { "forgotten-await": "off" } } } });
    await client.next("workspace/diagnostic/refresh");
    assert.deepEqual(ids(await pull(client, uri(root, "main.py"))), usual.slice(0, 3));
  });

  it("that are wrong are told in one message, once", async () => {
    const root = folder({ "main.py": text });
    let section = { severity: { "blocking-call": "loud" }, minCost: "no", enable: true };
    const client = await served({ roots: [root], settings: () => section });
    const { type, message } = await client.next("window/showMessage");
    assert.equal(type, 2);
    assert.match(message, /evenloop\.severity\.blocking-call is "loud", but it has to be one of off, hint, warning, error\.[^\n]*\n[^\n]*evenloop\.minCost is "no", but it has to be one of low, medium, high\./);
    open(client, uri(root, "main.py"), text);
    assert.deepEqual(ids(await pull(client, uri(root, "main.py"))), usual);
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.next("workspace/diagnostic/refresh");
    section = { ...section, minCost: "high" };
    client.notify("workspace/didChangeConfiguration", { settings: null });
    assert.doesNotMatch((await client.next("window/showMessage")).message, /minCost/);
    assert.equal(client.waiting("window/showMessage"), 0);
  });
});
