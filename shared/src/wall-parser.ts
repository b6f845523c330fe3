/**
 * Socket.IO tells bytes in two messages, words about them and then the bytes, which costs twice for each screen and tick. A
 * frame of positions goes as one message, just as it is; every other word as ever. Server and screens must agree on it: a
 * client without this parser takes the first frame for a fault, and ends the connection.
 */
interface Packet {
  type: number
  nsp: string
  data?: unknown
}
interface EncoderLike {
  encode: (packet: Packet) => unknown[]
}
interface DecoderLike {
  add: (message: unknown) => void
}
/** It is one; its types keep that to itself. */
interface Teller {
  emit: (event: 'decoded', packet: Packet) => unknown
}

const EVENT = 2
const WALL = '/wall'
const FRAME = 'positions'

/** For the server: `Encoder` of `socket.io-parser` in, one that sends frames bare out. */
export function bareEncoder<Base extends new () => EncoderLike>(Encoder: Base): Base {
  function Bare() {
    const encoder = new Encoder()
    const encode = encoder.encode.bind(encoder)
    encoder.encode = (packet) => frameIn(packet) ?? encode(packet)
    return encoder
  }
  // Called with `new`, a function that returns an object makes that object.
  return Bare as unknown as Base
}

function frameIn({ type, nsp, data }: Packet): [Uint8Array] | null {
  if (type !== EVENT || nsp !== WALL || !Array.isArray(data) || data[0] !== FRAME) return null
  return data[1] instanceof Uint8Array ? [data[1]] : null
}

/** For a screen: `Decoder` in, one that takes bytes for a frame out. */
export function bareDecoder<Base extends new () => DecoderLike>(Decoder: Base): Base {
  function Bare() {
    const decoder = new Decoder()
    const add = decoder.add.bind(decoder)
    const teller = decoder as unknown as Teller
    decoder.add = (message) => {
      if (typeof message === 'string') add(message)
      else teller.emit('decoded', { type: EVENT, nsp: WALL, data: [FRAME, message] })
    }
    return decoder
  }
  return Bare as unknown as Base
}
