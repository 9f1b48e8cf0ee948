/** The parser's WebAssembly module, as far as it is used here: the very object that `Parser.init` was given. */
interface Engine {
  HEAP32?: Int32Array;
  setValue?(at: number, value: number, type: string): void;
  getValue?(at: number, type: string): number;
}

/**
 * Makes the parser's memory quicker to read and write. Every step of a cursor writes and reads a handful of whole numbers through
 * functions that take any type, which costs as much as the answers themselves; whole numbers now go straight to the memory.
 * Does nothing where the module is not what it is expected to be.
 */
export function quicken(engine: object): void {
  const module: Engine = engine;
  const { setValue, getValue } = module;
  if (!(module.HEAP32 instanceof Int32Array) || !setValue || !getValue) return;
  // The view is looked up each time, for it is replaced when the memory grows.
  module.setValue = (at, value, type) => {
    if (type === "i32") module.HEAP32![at >> 2] = value;
    else setValue(at, value, type);
  };
  module.getValue = (at, type) => (type === "i32" ? module.HEAP32![at >> 2]! : getValue(at, type));
}
