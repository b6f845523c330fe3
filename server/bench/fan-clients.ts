import { HEADER_BYTES } from '@lianqin/shared/unit-frame'
import { percentile } from '../src/drill/figures.engine.ts'
import { openLine, subscription } from './fan-mqtt.ts'
import { type Line, Ws } from './fan-wire.ts'

// Many screens in a process of their own, as cheap as they can be: raw WebSockets that speak just enough Socket.IO, count what
// comes, and look at how old a few positions of each message are. Told what to do by messages of its parent.

export interface FanOrder {
  url: string
  kind: 'frames' | 'events' | 'bare' | 'messages'
  cookies: string[]
  count: number
  startedAt: number
  stalled: boolean
}
export interface FanReport {
  positions: number
  bytes: number
  messages: number
  p50: number | null
  p99: number | null
  open: number
}

const GRID = 100_000
/** Of each message so many positions are looked at. */
const LOOKED_AT = 20
const heard = { positions: 0, bytes: 0, messages: 0, ages: [] as number[], open: 0 }

function hearFrame(data: Buffer, startedAt: number): void {
  const count = data.readUInt32LE(4)
  heard.positions += count
  const now = Date.now() - startedAt
  const kind = data.readUInt8(1)
  if (kind === 1) return
  for (let look = 0; look < Math.min(LOOKED_AT, count); look++) {
    const row = Math.floor((look * count) / LOOKED_AT) % count
    heard.ages.push(now - (data.readInt32LE(HEADER_BYTES + count * 4 + row * 4) % GRID))
  }
}

async function listen({ url }: FanOrder, n: number): Promise<void> {
  const line = await openLine(Number(new URL(url).port), `screen-${n}`, ({ cmd }) => {
    if (cmd === 'publish') heard.positions++
  })
  line.on('data', (data) => {
    heard.bytes += data.length
  })
  line.write(subscription())
  heard.open++
}

function connect({ url, kind, cookies, startedAt, stalled }: FanOrder, n: number): Promise<void> {
  const path = kind === 'bare' ? '' : '/socket.io/?EIO=4&transport=websocket'
  const line: Line = new Ws(url.replace('http', 'ws') + path, {
    headers: { cookie: cookies[n % cookies.length] ?? '' },
  })
  return new Promise((resolve, reject) => {
    const welcomed = () => {
      heard.open++
      if (stalled) line.pause()
      resolve()
    }
    line.on('error', reject)
    line.on('close', () => heard.open--)
    if (kind === 'bare') line.on('open', welcomed)
    line.on('message', (data, isBinary) => {
      heard.bytes += data.length
      heard.messages++
      if (isBinary) return hearFrame(data, startedAt)
      const text = data.subarray(0, 12).toString()
      if (text.startsWith('0{')) line.send('40/wall,')
      else if (text.startsWith('2')) line.send('3')
      else if (text.startsWith('40/wall')) line.send('42/wall,0["hello",{"since":null}]')
      else if (text.startsWith('43/wall')) welcomed()
      else if (kind === 'events' && text.startsWith('42')) heard.positions++
    })
  })
}

process.on('message', (order: FanOrder | 'reset' | 'report') => {
  if (order === 'reset') Object.assign(heard, { positions: 0, bytes: 0, messages: 0, ages: [] })
  else if (order === 'report') {
    const { ages, ...rest } = heard
    process.send?.({ ...rest, p50: percentile(ages, 0.5), p99: percentile(ages, 0.99) } satisfies FanReport)
  } else void open(order)
})

const join = (order: FanOrder, n: number) => (order.kind === 'messages' ? listen(order, n) : connect(order, n))

/** The door lets 200 screens in a second. */
const AT_ONCE = 10
const PAUSE_MS = 80
async function open(order: FanOrder): Promise<void> {
  for (let n = 0; n < order.count; n += AT_ONCE) {
    const some = Math.min(AT_ONCE, order.count - n)
    await Promise.all(Array.from({ length: some }, (_, at) => join(order, n + at)))
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  process.send?.('open')
}
