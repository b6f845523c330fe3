import type { Device } from '@lianqin/shared/device'
import { doorAddress, osmandAddress } from '@lianqin/shared/device-address'

/** Where the doors are, as devices see them. */
export interface Doors {
  /** The server's address, without a slash at its end. */
  url: string
  /** Host and port for terminals; null while nobody listens for them. */
  terminals: string | null
}

/** What to set on a device, line by line, with its secret. */
export function settingsFor({ protocol, name, crs }: Device, secret: string, { url, terminals }: Doors): string[] {
  switch (protocol) {
    case 'osmand':
      return [
        `Traccar Client: server URL ${doorAddress('osmand', url)}, device identifier ${secret}`,
        `OsmAnd:         ${osmandAddress(url, secret)}`,
      ]
    case 'owntracks':
      return [`OwnTracks: mode HTTP, URL ${doorAddress('owntracks', url)}, user ${name}, password ${secret}`]
    case 'jt808':
      return [
        `Server:   ${terminals ?? '(set JT808_PORT: nobody listens yet)'}`,
        `Terminal: number ${name}; it registers by itself within a day, or takes the authentication code ${secret}`,
      ]
    case 'bulk':
      return [
        `POST ${doorAddress('bulk', url)}`,
        `Authorization: Bearer ${secret}`,
        `{"fixes":[{"unitId":"unit-…","at":"2026-03-02T04:00:00Z","lon":121.4426,"lat":29.832}]} in ${crs}`,
      ]
  }
}
