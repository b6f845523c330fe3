import { inflateRawSync } from 'node:zlib'

const DIRECTORY = 0x02014b50
const PACKED = 8

/** The files of a ZIP archive as text, by their names: what a spreadsheet program would read. */
export function unzipped(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  for (let at = archive.indexOf(Buffer.from([0x50, 0x4b, 1, 2])); at >= 0 && archive.readUInt32LE(at) === DIRECTORY; ) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)]
    const [named, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const local = archive.readUInt32LE(at + 42)
    const begins = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const bytes = archive.subarray(begins, begins + size)
    const name = archive.toString('utf8', at + 46, at + 46 + named)
    files.set(name, (method === PACKED ? inflateRawSync(bytes) : bytes).toString('utf8'))
    at += 46 + named + extra + comment
  }
  return files
}
