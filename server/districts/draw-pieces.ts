import type { Cells } from './draw-cells.ts'

/**
 * Leaves every label in one piece without pinches: lesser pieces and holes go to a neighbour, and where two like cells
 * touch only at a corner one of them gives way. After that every corner of the raster has a plain border through it.
 */
export function onePieceEach({ labels, width, height }: Cells): Uint8Array {
  const whole = labels.slice()
  for (let round = 0; round < 20; round++) {
    const changed = mergeLesserPieces(whole, width, height) + openPinches(whole, width, height)
    if (changed === 0) return whole
  }
  throw new Error('the cells do not come to rest')
}

const neighbours = (index: number, width: number) => [index - 1, index + 1, index - width, index + width]

function mergeLesserPieces(labels: Uint8Array, width: number, height: number): number {
  const pieces = piecesOf(labels, width, height)
  const largest = new Map<number, number>()
  for (const { label, cells } of pieces) largest.set(label, Math.max(largest.get(label) ?? 0, cells.length))
  let changed = 0
  for (const { label, cells } of pieces) {
    if (cells.length === largest.get(label)) continue
    const around = new Map<number, number>()
    for (const cell of cells) {
      for (const near of neighbours(cell, width)) {
        const other = labels[near] ?? 0
        if (other !== label) around.set(other, (around.get(other) ?? 0) + 1)
      }
    }
    const heir = [...around].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
    for (const cell of cells) labels[cell] = heir
    changed += cells.length
  }
  return changed
}

function piecesOf(labels: Uint8Array, width: number, height: number): { label: number; cells: number[] }[] {
  const seen = new Uint8Array(width * height)
  const pieces: { label: number; cells: number[] }[] = []
  for (let start = 0; start < labels.length; start++) {
    if (seen[start]) continue
    const label = labels[start] ?? 0
    const cells = [start]
    seen[start] = 1
    for (let done = 0; done < cells.length; done++) {
      for (const near of neighbours(cells[done] ?? 0, width)) {
        if (near < 0 || near >= labels.length || seen[near] || labels[near] !== label) continue
        seen[near] = 1
        cells.push(near)
      }
    }
    pieces.push({ label, cells })
  }
  return pieces
}

function openPinches(labels: Uint8Array, width: number, height: number): number {
  let changed = 0
  for (let row = 1; row < height; row++) {
    for (let column = 1; column < width; column++) {
      const here = row * width + column
      const [a, b, c, d] = [labels[here - width - 1], labels[here - width], labels[here - 1], labels[here]]
      const pinched = (a === d && b !== a && c !== a) || (b === c && a !== b && d !== b)
      if (!pinched) continue
      labels[here] = (a === d ? b : c) ?? 0
      changed++
    }
  }
  return changed
}
