import { readOsmand } from './osmand.codec.ts'
import type { DeviceMessage, DeviceRequest } from './report.ts'

/** What an OsmAnd client says, and by which secrets it may be known. */
export interface OsmandCall {
  message: DeviceMessage
  secrets: readonly (string | null)[]
  /** As it calls itself; empty if it only shows a secret. */
  name: string
}

/** Stands for a name where a secret says already who it is. */
export const NAMELESS = '-'

/** The secret stands in the path, as `token`, or where clients put their own name. */
export function readCall(said: DeviceRequest, inPath: string | null, now: number): OsmandCall {
  const inUrl = inPath ?? (said.query.includes('token=') ? new URLSearchParams(said.query).get('token') : null)
  const message = readOsmand(said, now, inUrl ? NAMELESS : null)
  const [called = NAMELESS] = message.kind === 'fault' ? namesIn(said) : message.names
  const name = called === NAMELESS ? '' : called
  return { message, secrets: [inUrl, name], name }
}

/** Whose message it is that cannot be read: it is counted with its device, not with strangers. */
function namesIn({ query, body }: DeviceRequest): string[] {
  const form = body.startsWith('{') || body.startsWith('[') ? '' : body
  return [query, form].flatMap((pairs) => {
    const said = new URLSearchParams(pairs)
    return [...said.getAll('id'), ...said.getAll('deviceid')].slice(0, 1)
  })
}
