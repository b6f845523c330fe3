import type { AlarmName } from '@lianqin/shared/device'

/** Alarms as Traccar names them. */
const ALARMS: Record<string, AlarmName> = {
  sos: 'sos',
  vibration: 'vibration',
  movement: 'moved',
  overspeed: 'overspeed',
  fallDown: 'danger',
  lowPower: 'power-low',
  lowBattery: 'battery-low',
  fault: 'fault',
  powerOff: 'power-cut',
  powerOn: 'power-on',
  door: 'door',
  geofence: 'area',
  geofenceEnter: 'area-enter',
  geofenceExit: 'area-exit',
  gpsAntennaCut: 'antenna-cut',
  accident: 'collision',
  tow: 'tow',
  idle: 'idle',
  hardAcceleration: 'acceleration',
  hardBraking: 'braking',
  hardCornering: 'cornering',
  laneChange: 'lane-change',
  fatigueDriving: 'fatigue',
  powerCut: 'power-cut',
  powerRestored: 'power-restored',
  tampering: 'tamper',
  removing: 'removed',
  parking: 'parked-too-long',
}

/** One alarm; a name that is not known still is an alarm. */
export function alarmIn(name: unknown): AlarmName | null {
  if (typeof name !== 'string' || name === '') return null
  return Object.hasOwn(ALARMS, name) ? (ALARMS[name] ?? 'general') : 'general'
}
