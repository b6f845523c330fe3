import type { ImportedIncident } from '@lianqin/shared/incident'

const MOST_ROWS = 200
/** Well below the 256 KB that the server takes in one body. */
const MOST_BYTES = 200_000

/** Packs rows into batches that fit one request, by number and by size. */
export function createBatch() {
  let rows: ImportedIncident[] = []
  let bytes = 0
  function take(): ImportedIncident[] {
    const full = rows
    rows = []
    bytes = 0
    return full
  }
  return {
    /** Adds a row; what comes back is a full batch to send first, or nothing. */
    add(row: ImportedIncident): ImportedIncident[] {
      const size = Buffer.byteLength(JSON.stringify(row)) + 1
      const full = rows.length === MOST_ROWS || bytes + size > MOST_BYTES ? take() : []
      rows.push(row)
      bytes += size
      return full
    },
    rest: take,
  }
}
