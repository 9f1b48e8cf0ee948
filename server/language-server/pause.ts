/** How long work goes on before others have their turn, in milliseconds. */
const turn = 10;

/** Tells when a turn that begins now is over. */
export function slice(): () => boolean {
  const end = performance.now() + turn;
  return () => performance.now() >= end;
}

/** Lets messages in, and whatever else waits for its turn. */
export const pause = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Works through steps in turns. */
export async function inTurns<T>(steps: Generator<undefined, T>): Promise<T> {
  for (let over = slice(); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (!over()) continue;
    await pause();
    over = slice();
  }
}
