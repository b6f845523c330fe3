// GPX 1.1 as far as tracks go: which elements stand in which, in which order, and what their values may be. Held against
// http://www.topografix.com/GPX/1/1/gpx.xsd, so that a file of ours opens where files are validated.

interface Model {
  /** In this order; those with a star any number of times, the others once at most. */
  holds: readonly string[]
  needs?: Record<string, RegExp>
  /** What its text must be like. */
  text?: RegExp
}

const DEGREES = /^-?\d{1,3}(\.\d+)?$/
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
const ANYTHING = { holds: [], text: /(?:)/ }
const models: Record<string, Model> = {
  gpx: {
    holds: ['metadata', 'wpt*', 'rte*', 'trk*', 'extensions'],
    needs: { version: /^1\.1$/, creator: /./, xmlns: /GPX\/1\/1$/ },
  },
  metadata: { holds: ['name', 'desc', 'author', 'copyright', 'link*', 'time', 'keywords', 'bounds', 'extensions'] },
  trk: { holds: ['name', 'cmt', 'desc', 'src', 'link*', 'number', 'type', 'extensions', 'trkseg*'] },
  trkseg: { holds: ['trkpt*', 'extensions'] },
  trkpt: {
    holds: ['ele', 'time', 'magvar', 'geoidheight', 'name', 'cmt', 'desc'],
    needs: { lat: DEGREES, lon: DEGREES },
  },
  name: ANYTHING,
  desc: ANYTHING,
  src: ANYTHING,
  keywords: ANYTHING,
  author: { holds: ['name', 'email', 'link'] },
  time: { holds: [], text: MOMENT },
}
const MOST: Record<string, number> = { lat: 90, lon: 180 }
const PIECE = /<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>|([^<]+)|<\?xml[^?]*\?>|(<)/g

interface Open {
  name: string
  /** The place in its model that was reached. */
  at: number
  text: string
}

/** What of a text is not as GPX 1.1 has it; nothing if all is. */
export function gpxFaults(text: string): string[] {
  const faults: string[] = []
  const open: Open[] = [{ name: '', at: 0, text: '' }]
  const top = () => open.at(-1) ?? { name: '', at: 0, text: '' }
  function close() {
    const { name, text: words } = open.pop() ?? top()
    if (!(models[name]?.text ?? /^\s*$/).test(words)) faults.push(`${name} says ${words}`)
  }
  for (const [whole, ends, name, attributes = '', closed, words, stray] of text.matchAll(PIECE)) {
    if (stray) faults.push(`a stray < at ${text.indexOf(whole)}`)
    if (words !== undefined) {
      top().text += words
      if (/&(?!(amp|lt|gt|quot|apos);)/.test(words)) faults.push(`an & in ${words}`)
    }
    if (!name) continue
    if (ends) {
      if (top().name !== name) faults.push(`${name} ends in ${top().name}`)
      else close()
      continue
    }
    faults.push(...orderFaults(top(), name), ...attributeFaults(name, attributes))
    open.push({ name, at: 0, text: '' })
    if (closed) close()
  }
  if (open.length !== 1) faults.push(`${top().name} does not end`)
  return faults
}

function orderFaults(parent: Open, name: string): string[] {
  const holds = parent.name === '' ? ['gpx'] : (models[parent.name]?.holds ?? [])
  const place = holds.findIndex((one) => one.replace('*', '') === name)
  if (place < parent.at) return [`${name} in ${parent.name || 'the file'}, there`]
  parent.at = holds[place]?.endsWith('*') ? place : place + 1
  return models[name] ? [] : [`${name} is unknown here`]
}

function attributeFaults(name: string, attributes: string): string[] {
  const given = new Map([...attributes.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]))
  return Object.entries(models[name]?.needs ?? {}).flatMap(([key, like]) => {
    const value = given.get(key) ?? ''
    const isWithin = Math.abs(Number(value)) <= (MOST[key] ?? Number.POSITIVE_INFINITY) || !(key in MOST)
    return like.test(value) && isWithin ? [] : [`${key}="${value}" of ${name}`]
  })
}
