import { readFileSync } from 'node:fs'
import { doorAddress, osmandAddress } from '@lianqin/shared/device-address'
import { expect, it } from 'vitest'
import { readCall } from './osmand-call.ts'

const fileOf = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

it('OsmAnd, set up as it is told, is understood: metres a second, degrees, and how sure it is in metres', () => {
  const said = ['29.832', '121.4426', '1772424000123', '4.5', '12.5', '13.9', '90.5']
  const url = new URL(osmandAddress('https://example.org', 'SECRET').replaceAll(/\{(\d)\}/g, (_, n) => said[n] ?? ''))
  expect(url.pathname).toBe('/osmand/SECRET')
  const { message } = readCall({ query: url.search.slice(1), body: '', headers: {} }, 'SECRET', 0)
  expect(message.kind === 'reports' && message.reports).toMatchObject([
    {
      at: 1772424000123,
      lat: 29.832,
      lon: 121.4426,
      accuracyM: 4.5,
      altitudeM: 12.5,
      speedMps: 13.9,
      headingDeg: 90.5,
      facts: null,
    },
  ])
})

it('the manual tells the addresses that the desk and the command line tell', () => {
  const manual = fileOf('docs/devices.md')
  for (const address of [
    osmandAddress('https://YOUR-SERVER', 'SECRET'),
    doorAddress('osmand', 'https://YOUR-SERVER'),
    doorAddress('owntracks', 'https://YOUR-SERVER'),
    doorAddress('bulk', ''),
  ])
    expect(manual).toContain(`${address}\``)
})

it('a secret in an address is written down nowhere by the proxy, not even when the server behind it fails', () => {
  const places = fileOf('docker/nginx.conf').split(/^ {2}location /m)
  const door = places.find((place) => place.includes('osmand'))
  expect(door).toContain('access_log off;')
  expect(door).toContain('error_log /dev/null crit;')
})
