import { EventEmitter, LogLevel, workspace } from "vscode";
import type { Disposable, LogOutputChannel } from "vscode";

const asked = (): boolean => workspace.getConfiguration("evenloop").get("trace.server", "off") !== "off";

/**
 * The output as the channel of traces. The client traces only while its channel's level is Trace, which people would have to set
 * beside `evenloop.trace.server`; here the setting alone decides, and what is traced is shown at the usual level.
 */
export function traceChannel(output: LogOutputChannel): { readonly channel: LogOutputChannel; readonly disposable: Disposable } {
  const level = (): LogLevel => (asked() ? LogLevel.Trace : LogLevel.Info);
  const changed = new EventEmitter<LogLevel>();
  const watching = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration("evenloop.trace.server")) changed.fire(level());
  });
  const channel: LogOutputChannel = Object.create(output, {
    logLevel: { get: level },
    onDidChangeLogLevel: { value: changed.event },
    trace: { value: (message: string, ...more: unknown[]) => output.info(message, ...more) },
  });
  return { channel, disposable: { dispose: () => [watching, changed].forEach((part) => part.dispose()) } };
}
