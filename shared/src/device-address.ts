import type { DeviceProtocol } from './device.ts'

/** Where devices knock, as they are told on the command line, at the desk and in `docs/devices.md`. */
const DOORS = {
  osmand: '/osmand',
  owntracks: '/owntracks',
  bulk: '/api/v1/positions/bulk',
} as const satisfies Partial<Record<DeviceProtocol, string>>

/** `url` is the server's, without a slash at its end. */
export const doorAddress = (protocol: keyof typeof DOORS, url: string): string => url + DOORS[protocol]

/**
 * What OsmAnd fills in for {0} to {6}. Its speed is in metres a second, where the protocol named after it counts in knots:
 * hence a parameter of our own. Its {3}, which it calls hdop, is the accuracy in metres.
 */
const OSMAND_SAYS = 'lat={0}&lon={1}&timestamp={2}&accuracy={3}&altitude={4}&speed_mps={5}&bearing={6}'

/** The web address to set in OsmAnd's online tracking. */
export const osmandAddress = (url: string, secret: string): string =>
  `${doorAddress('osmand', url)}/${secret}?${OSMAND_SAYS}`
