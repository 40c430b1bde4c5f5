// program_memories.mjs: what the WebAssembly programs of a page or Worker have of memory.

// Runs there before its own scripts. Then memoriesOfPrograms() gives the bytes of each memory that somebody still holds.
export function keepMemories() {
  let memories = [];
  globalThis.memoriesOfPrograms = () => {
    const held = memories.map(each => each.deref()).filter(Boolean);
    memories = held.map(memory => new WeakRef(memory));
    return held.map(memory => memory.buffer.byteLength);
  };
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate.apply(WebAssembly, given);
    for (const part of Object.values((made.instance ?? made).exports))
      if (part instanceof WebAssembly.Memory) memories.push(new WeakRef(part));
    return made;
  };
}
