/** A stretch of text, `[from, to)`, in UTF-16 offsets. */
export type Span = readonly [from: number, to: number];

/** The span moved by `delta`. */
export const moved = (span: Span, delta: number): Span => [span[0] + delta, span[1] + delta];

/** Whether `outer` holds all of `inner`. */
export const holds = (outer: Span, inner: Span): boolean => outer[0] <= inner[0] && inner[1] <= outer[1];
