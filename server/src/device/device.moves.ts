import { type Device, deviceMachine, type MoveDevice, type NewDevice } from '@lianqin/shared/device'
import type { Scope } from '@lianqin/shared/person'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { changedTerminal, isMeant, mayRegister, settled } from './device.engine.ts'
import { deviceRows, mayKeep } from './device.query.ts'
import { familyOf } from './jt808-alarm.codec.ts'

/** Facts about devices stand in the log alone; no screen hears them. */
const LOG_ALONE = { audience: [], incidentId: null }

/** Registers a device. Of its secret only the hash comes here. */
export async function addDevice(trx: Trx, order: NewDevice, secretHash: string): Promise<Device> {
  const { protocol, unitId, crs } = order
  const areaId = unitId === null ? await platformArea(trx, order) : await areaOfUnit(trx, unitId)
  if (order.areaId !== undefined && order.areaId !== areaId) throw new Problem('device.unit-unfit')
  if ((protocol === 'bulk') !== (unitId === null)) throw new Problem('device.unit-unfit')
  const id = freshId('device', trx.now)
  const device: Device = { id, protocol, ...settled(order, trx.now), unitId, areaId, crs, state: 'active', version: 1 }
  await refuseTaken(trx, device)
  await trx
    .insertInto('device')
    .values({ ...device, terminal: device.terminal && JSON.stringify(device.terminal), secretHash })
    .execute()
  append(trx, 'device.added', { device }, LOG_ALONE)
  return device
}

/** Gives a device to another unit, corrects its datum or settings, gives it a new secret, or shuts it out for good. */
export async function moveDevice(
  trx: Trx,
  id: Device['id'],
  { move, version, reason, to }: MoveDevice,
  secretHash: string,
): Promise<Device> {
  const device = await lockDevice(trx, id)
  if (!mayKeep(trx.actor.scope, device)) throw new Problem('device.missing', { id })
  if (device.version !== version) throw new Problem('device.stale', { id, version: device.version })
  if (!deviceMachine.movesFrom(device.state, trx.actor.role).includes(move)) {
    throw new Problem('device.illegal-move', { id, move, state: device.state })
  }
  if (deviceMachine.needsReason(move) && !reason) throw new Problem('move.reason-missing', { move })
  const moved: Device = {
    ...device,
    ...(move === 'change' ? await changed(trx, device, to) : {}),
    ...(move === 'rotate' ? { terminal: device.terminal && mayRegister(device.terminal, trx.now) } : {}),
    state: deviceMachine.next(device.state, move),
    version: version + 1,
  }
  return keep(trx, moved, { move, reason: reason ?? null }, move === 'rotate' ? secretHash : null)
}

/**
 * A terminal registers over the line: it is given a new code, and from the first time on its label must be the same. Null:
 * it is another one with that number, or nobody waits for one any more.
 */
export async function enrolDevice(
  trx: Trx,
  id: Device['id'],
  { label, model }: { label: string; model: string },
  secretHash: string,
): Promise<Device | null> {
  const device = await lockDevice(trx, id)
  const { terminal, version } = device
  if (!terminal || !isMeant(device, label, Date.parse(trx.now))) return null
  const family = terminal.family === 'standard' ? familyOf(model) : terminal.family
  const moved: Device = { ...device, terminal: { ...terminal, family, label, enrolBy: null }, version: version + 1 }
  return keep(trx, moved, { move: 'enrol', reason: null }, secretHash)
}

async function keep(
  trx: Trx,
  device: Device,
  said: { move: string; reason: string | null },
  secretHash: string | null,
): Promise<Device> {
  const { id, ...row } = device
  await trx
    .updateTable('device')
    .set({ ...row, terminal: row.terminal && JSON.stringify(row.terminal), ...(secretHash ? { secretHash } : {}) })
    .where('id', '=', id)
    .execute()
  append(trx, 'device.moved', { ...said, deviceAt: null, device }, LOG_ALONE)
  return device
}

async function lockDevice(trx: Trx, id: Device['id']): Promise<Device> {
  const device = await deviceRows(trx).where('device.id', '=', id).forUpdate('device').executeTakeFirst()
  if (!device) throw new Problem('device.missing', { id })
  return device
}

async function changed(trx: Trx, device: Device, to: MoveDevice['to'] = {}): Promise<Partial<Device>> {
  const { unitId = device.unitId, crs = device.crs } = to
  if ((unitId === null) !== (device.unitId === null)) throw new Problem('device.unit-unfit')
  const areaId = unitId === null ? device.areaId : await areaOfUnit(trx, unitId)
  return { unitId, areaId, crs, terminal: changedTerminal(device, to.terminal, trx.now) }
}

/** Where a unit belongs. Somebody else's unit is as unknown here as one that does not exist. */
async function areaOfUnit(trx: Trx, unitId: NonNullable<Device['unitId']>): Promise<Device['areaId']> {
  const squad = await trx
    .selectFrom('unit')
    .innerJoin('squad', 'squad.id', 'unit.squadId')
    .select('squad.areaId')
    .where('unit.id', '=', unitId)
    .executeTakeFirst()
  if (!squad || !mayKeep(trx.actor.scope, squad)) throw new Problem('unit.missing', { id: unitId })
  return squad.areaId
}

/** A township's platform sends the township's units; only the district may say whose another one sends. */
async function platformArea(trx: Trx, { areaId }: NewDevice): Promise<Device['areaId']> {
  const { scope } = trx.actor
  const asked = areaId ?? ownArea(scope)
  if (asked === null) return null
  const area = await trx.selectFrom('area').select('id').where('id', '=', asked).executeTakeFirst()
  if (!area || !mayKeep(scope, { areaId: asked })) throw new Problem('device.unit-unfit')
  return asked
}
const ownArea = (scope: Scope) => (scope.kind === 'area' ? scope.areaId : null)

/** The number of a terminal stands on its label and names one terminal in the district, whoever keeps it. */
async function refuseTaken(trx: Trx, { protocol, name }: Device): Promise<void> {
  if (protocol !== 'jt808') return
  const other = await trx
    .selectFrom('device')
    .select('id')
    .where('protocol', '=', 'jt808')
    .where('name', '=', name)
    .where('state', '=', 'active')
    .executeTakeFirst()
  if (other) throw new Problem('device.name-taken', { name })
}
