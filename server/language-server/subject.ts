import type { CancellationToken } from "vscode-languageserver/node";
import type { Span } from "../../rules/model/span.js";
import { settled } from "./server.js";
import type { Server } from "./server.js";
import { pathOf } from "./uris.js";
import type { Workspace } from "./workspace.js";

/** By which an action is found again when its edit is asked for. Of what was seen then, nothing is kept here. */
export interface Data { readonly uri: string; readonly version: number | null; readonly kind: string; readonly span: Span; readonly key: string }

/** A document, and the workspace that speaks for it, up to date. */
export interface Subject { readonly uri: string; readonly version: number | null; readonly path: string; readonly workspace: Workspace }

/** The document of a request; undefined where nothing is to be said of it. */
export async function subjectOf(server: Server, uri: string, token: CancellationToken): Promise<Subject | undefined> {
  const path = server.documents.get(uri)?.path ?? pathOf(uri);
  const workspace = path === undefined ? undefined : server.workspaces.of(path);
  if (path === undefined || !workspace?.settings.enable) return undefined;
  await settled(workspace, token);
  return workspace.has(path) ? { uri, version: server.documents.get(uri)?.version ?? null, path, workspace } : undefined;
}
