import type { Device } from '@lianqin/shared/device'
import type { Db } from '../kernel/db.ts'
import type { HeardEvent } from '../kernel/event-log.ts'
import { devicesToKnow } from './device.query.ts'

/** A device as doors know it. */
export type KnownDevice = Device & { secretHash: string }

/** Every device in memory, true to the log: no door asks the database for a position. */
export interface DeviceBook {
  get: (id: Device['id']) => KnownDevice | undefined
  /** By the hash of a secret; revoked ones too, so that who still sends can be told from a stranger. */
  bySecret: (secretHash: string) => KnownDevice | undefined
  /** An active terminal, by any of the names it may go by. */
  terminal: (names: readonly string[]) => KnownDevice | undefined
  /** Reads these devices anew; who listens is told of each. */
  learn: (ids: readonly Device['id'][]) => Promise<void>
  /** Learns of devices that the log just told of. */
  hear: (events: readonly HeardEvent[]) => Promise<void>
  onChange: (changed: (device: KnownDevice) => void) => void
}

export async function openDeviceBook(db: Db): Promise<DeviceBook> {
  const byId = new Map<Device['id'], KnownDevice>()
  const byHash = new Map<string, KnownDevice>()
  const byNumber = new Map<string, KnownDevice>()
  const listeners = new Set<(device: KnownDevice) => void>()

  function take(device: KnownDevice): void {
    const before = byId.get(device.id)
    if (before && before.version > device.version) return
    if (before) byHash.delete(before.secretHash)
    byId.set(device.id, device)
    byHash.set(device.secretHash, device)
    if (device.protocol !== 'jt808') return
    if (device.state === 'active') byNumber.set(device.name, device)
    else if (byNumber.get(device.name)?.id === device.id) byNumber.delete(device.name)
  }
  for (const device of await devicesToKnow(db, null)) take(device)
  async function learn(ids: readonly Device['id'][]) {
    if (ids.length === 0) return
    for (const device of await devicesToKnow(db, ids)) {
      take(device)
      for (const changed of listeners) changed(device)
    }
  }

  return {
    get: (id) => byId.get(id),
    bySecret: (secretHash) => byHash.get(secretHash),
    terminal(names) {
      for (const name of names) {
        const device = byNumber.get(name)
        if (device) return device
      }
      return undefined
    },
    learn,
    hear: (events) =>
      learn(
        events.flatMap((event) =>
          event.kind === 'device.added' || event.kind === 'device.moved' ? [event.body.device.id] : [],
        ),
      ),
    onChange: (changed) => void listeners.add(changed),
  }
}
