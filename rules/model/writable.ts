/** Facts that are still being made: what nobody may change once they are handed on. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };
