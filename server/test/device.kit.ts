import { connect } from 'node:net'
import type { DeviceWithSecret, Doubted, HeardDevice, NewDevice, Stranger } from '@lianqin/shared/device'
import { createDeframer, STANDARD } from '../src/device/jt808-frame.codec.ts'
import { type Addressee, addressee, type Frame, readFrame, writeFrame } from '../src/device/jt808-header.codec.ts'
import { authenticationBody } from '../src/device/jt808-terminal.codec.ts'
import { type Answer, call, type Seat, type Server, until } from './kit.ts'

/** Registers a device and waits until the doors know it. */
export async function register(server: Server, change: Partial<NewDevice>, by = 'zhou'): Promise<DeviceWithSecret> {
  const seat = await server.as(by)
  const device = { protocol: 'osmand', name: 'phone', unitId: 'unit-gulin-1', crs: 'wgs84', ...change }
  const { status, body } = await seat.post<DeviceWithSecret>('/devices', device)
  if (status !== 201) throw new Error(JSON.stringify(body))
  await until(() => server.app.devices.get(body.device.id) !== undefined)
  return body
}

export const devices = async (seat: Seat) => (await seat.get<{ devices: HeardDevice[] }>('/devices')).body.devices
export const doubts = async (seat: Seat) => (await seat.get<{ doubts: Doubted[] }>('/devices/doubts')).body.doubts
export const strangers = async (seat: Seat) =>
  (await seat.get<{ strangers: Stranger[] }>('/devices/strangers')).body.strangers
export const deviceOf = async (seat: Seat, id: string) => (await devices(seat)).find((device) => device.id === id)

/** How many of its positions could be read, whatever became of them. */
export const readOf = ({ taken, refused }: HeardDevice): number =>
  Object.entries(refused).reduce((sum, [code, count]) => sum + (code.startsWith('device.') ? 0 : count), taken)

export const bulk = (server: Server, secret: string, fixes: object[]): Promise<Answer> =>
  call(`${server.url}/api/v1/positions/bulk`, 'POST', { fixes }, { authorization: `Bearer ${secret}` })

/** A terminal's side of a line: what it says, and what it is answered. `from`: an address of its own, as in a network. */
export async function dial(
  server: Pick<Server, 'app'>,
  digits: string,
  version: number | null = null,
  from = '127.0.0.1',
) {
  const socket = connect({ host: '127.0.0.1', port: server.app.terminalPort() ?? 0, localAddress: from })
  const me: Addressee = addressee(digits, version)
  const answers: Frame[] = []
  const deframer = createDeframer()
  const state = { serial: 0, closed: false }
  socket.on('data', (piece) => {
    for (const bytes of deframer.feed(piece as Buffer)) {
      const frame = readFrame(bytes, STANDARD, 'strict')
      if (frame.kind === 'frame') answers.push(frame)
    }
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    state.closed = true
  })
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve))
  const frame = (id: number, body: readonly number[]) => writeFrame(me, { id, serial: ++state.serial, body })
  async function ask(id: number, body: readonly number[]): Promise<Frame> {
    const nth = answers.length
    socket.write(frame(id, body))
    await until(() => answers.length > nth || state.closed)
    const answer = answers[nth]
    if (!answer) throw new Error('the line was closed')
    return answer
  }
  return {
    socket,
    me,
    answers,
    isClosed: () => state.closed,
    frame,
    ask,
    /** The result that the general answer to it gives. */
    resultOf: async (id: number, body: readonly number[]) => resultIn(await ask(id, body)),
    authenticate: async (code: string) =>
      resultIn(await ask(0x0102, authenticationBody({ code, imei: version === null ? null : '', software: null }))),
  }
}
export type Dialled = Awaited<ReturnType<typeof dial>>

/** Of 0x8001 the fifth byte, of 0x8100 the third. */
export const resultIn = ({ id, bytes, from }: Frame): number | undefined => bytes[from + (id === 0x8100 ? 2 : 4)]
