import type {
  Device,
  DeviceWithSecret,
  Doubted,
  HeardDevice,
  MoveDevice,
  NewDevice,
  Stranger,
} from '@lianqin/shared/device'
import { get, post } from '../kernel/http.ts'

export const allDevices = async (): Promise<HeardDevice[]> =>
  (await get<{ devices: HeardDevice[] }>('/devices')).devices
export const allDoubts = async (): Promise<Doubted[]> => (await get<{ doubts: Doubted[] }>('/devices/doubts')).doubts
export const allStrangers = async (): Promise<Stranger[]> =>
  (await get<{ strangers: Stranger[] }>('/devices/strangers')).strangers

export const addDevice = (device: NewDevice) => post<DeviceWithSecret>('/devices', device)
export const moveDevice = ({ id, version }: Pick<Device, 'id' | 'version'>, move: Omit<MoveDevice, 'version'>) =>
  post<DeviceWithSecret>(`/devices/${id}/moves`, { ...move, version } satisfies MoveDevice)
