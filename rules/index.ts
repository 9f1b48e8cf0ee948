import type { ConfigObject, Language, RuleDefinition } from "@eslint/core";
import { configsOf, languages, rules } from "./eslint.js";
import { startFrontends } from "./host/start.js";
import { version } from "./version.js";
import { stateOfDisk } from "./workspaces.js";

// A rule cannot wait, so all that it needs is there before the plugin is.
await startFrontends();

/** The plugin, as ESLint's configuration takes it. */
export interface Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly version: string;
  readonly rules: Record<string, RuleDefinition>;
  readonly languages: Record<string, Language>;
  readonly configs: { readonly recommended: ConfigObject[]; readonly all: ConfigObject[] };
}

let configured = Date.now();

/** Evenloop as an ESLint plugin. */
const plugin: Plugin = {
  meta: { name: "evenloop", version, namespace: "evenloop" },
  /**
   * ESLint makes this part of what a cached result hangs on, as the plugin's identity, and looks it up for that purpose alone. What we say
   * of a file hangs on others too: so the version that counts is that of all of them.
   */
  get version() {
    return `${version}+${stateOfDisk(configured)}`;
  },
  /** Read when ESLint makes a configuration, before it reads the first file: what is written from then on may have been read before. */
  get rules() {
    configured = Date.now();
    return rules as Record<string, RuleDefinition>;
  },
  languages,
  get configs() {
    return configs;
  },
};

const configs = configsOf(plugin);

export default plugin;
