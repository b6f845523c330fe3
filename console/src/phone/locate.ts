import type { SendFixes } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { serverNow } from '../kernel/time.ts'

export type Found = Omit<SendFixes['fixes'][number], 'unitId'>
export type NotFound = 'denied' | 'unavailable' | 'insecure'

const OPTIONS: PositionOptions = { enableHighAccuracy: true, maximumAge: 0, timeout: 15_000 }

/** Reads this device's position once, in WGS-84 as browsers give it, or says why there is none. */
export function locate(): Promise<Found | NotFound> {
  if (!('geolocation' in navigator) || !isSecureContext) return Promise.resolve('insecure')
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      (position) => resolve(asFound(position)),
      (fault) => resolve(fault.code === fault.PERMISSION_DENIED ? 'denied' : 'unavailable'),
      OPTIONS,
    )
  })
}

/** On the server's clock, for the device's own may be wrong; what the receiver does not know is left out. */
function asFound({ coords, timestamp }: GeolocationPosition): Found {
  const found: Found = {
    at: toMoment(timestamp + serverNow() - Date.now()),
    lon: coords.longitude,
    lat: coords.latitude,
    accuracyM: coords.accuracy,
  }
  if (coords.speed !== null && coords.speed >= 0) found.speedMps = coords.speed
  if (coords.heading !== null && !Number.isNaN(coords.heading)) found.headingDeg = coords.heading
  return found
}
