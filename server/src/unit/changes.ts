/** Who changed since the last look: each is told once, however often it moved. */
export interface Changes {
  note: (index: number) => void
  /** Everybody who changed, lowest number first; from here on nobody has. */
  drain: () => Uint32Array
  grow: (capacity: number) => void
}

export function createChanges(capacity: number): Changes {
  const held = { isNoted: new Uint8Array(capacity), noted: new Uint32Array(capacity), count: 0 }
  return {
    note(index) {
      if (held.isNoted[index] === 1) return
      held.isNoted[index] = 1
      held.noted[held.count++] = index
    },
    drain() {
      // In order, so that the same changes make the same bytes whatever came first.
      const drained = held.noted.slice(0, held.count).sort()
      for (const index of drained) held.isNoted[index] = 0
      held.count = 0
      return drained
    },
    grow(wanted) {
      const { isNoted, noted } = held
      held.isNoted = new Uint8Array(wanted)
      held.noted = new Uint32Array(wanted)
      held.isNoted.set(isNoted)
      held.noted.set(noted)
    },
  }
}
