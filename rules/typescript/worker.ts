/** What only stands in the file of a worker thread, or in one that is read by both threads. */
const marks = /\b(?:parentPort|workerData|isMainThread|importScripts|\w*WorkerGlobalScope)\b|\b(?:self\.)?on(?:message|connect)\s*=(?!=)|\bself\.postMessage\b/;

/**
 * Whether a file is run by a worker thread, as far as it shows: a worker may wait for others, which is often why it is there. Asked only of
 * what may wait in such a way.
 */
export const isWorker = (path: string, text: string): boolean => text.includes("Atomics.wait") && (/(?:^|[/._-])worker\.[cm]?[jt]sx?$/i.test(path) || marks.test(text));
