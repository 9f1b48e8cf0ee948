import { createHash } from "node:crypto";
import type { Diagnostic } from "vscode-languageserver/node";
import type { Finding } from "../../rules/rule.js";
import type { Fault } from "../command/levels.js";
import type { Client } from "./client.js";
import { diagnosticOf } from "./convert.js";
import type { Places } from "./convert.js";
import type { Text } from "./positions.js";
import { loudness } from "./settings.js";
import type { Settings } from "./settings.js";

/** What is said of one file. `id` is made of what is said: the same words, the same id. */
export interface Report { readonly items: readonly Diagnostic[]; readonly id: string }

/** A report with all that it was made of. */
interface Kept { readonly report: Report; readonly findings: readonly Finding[]; readonly settings: Settings; readonly texts: ReadonlyMap<string, Text> }

const nothing: Report = { items: [], id: "-" };

/** The reports of a workspace's files, each kept as long as nothing that it shows has changed. */
export class Reports {
  readonly #kept = new Map<string, Kept>();

  constructor(readonly places: Places, readonly client: Client, readonly faults: readonly Fault[]) {}

  /** The report of a file with these findings. */
  of(path: string, findings: readonly Finding[], settings: Settings): Report {
    if (findings.length === 0) {
      this.#kept.delete(path);
      return nothing;
    }
    const known = this.#kept.get(path);
    if (known && known.findings === findings && known.settings === settings && this.#holds(known)) return known.report;
    const texts = new Map<string, Text>();
    const textOf = (of: string): Text => {
      const text = this.places.textOf(of);
      texts.set(of, text);
      return text;
    };
    const items = findings.flatMap((finding) => {
      const severity = loudness(finding, settings, this.faults);
      return severity === "off" ? [] : [diagnosticOf(finding, severity, { ...this.places, textOf }, this.client)];
    });
    const report = items.length === 0 ? nothing : { items, id: idOf(items) };
    this.#kept.set(path, { report, findings, settings, texts });
    return report;
  }

  /** Whether the texts that a report shows places in are still the same. */
  #holds({ texts }: Kept): boolean {
    for (const [path, text] of texts) if (this.places.textOf(path) !== text) return false;
    return true;
  }
}

const idOf = (items: readonly Diagnostic[]): string => createHash("sha1").update(JSON.stringify(items)).digest("base64url");
