import { words } from '../kernel/i18n.ts'

const zh = {
  off: '不读取位置',
  asking: '正在取位置',
  sent: '位置 {age}前已送',
  denied: '没有位置：浏览器未获准定位',
  unavailable: '没有位置：设备定不了位',
  insecure: '没有位置：此地址不是安全连接，浏览器不给定位',
  'no-unit': '没有位置：本队没有登记小组',
  unsent: '位置送不出：{why}',
  last: '{what}·上次 {age}前',
  'unsent-n': '{n} 个位置待送',
  lost: '{n} 个位置已放弃',
  'fix.unlocated': '设备还没有定位',
  'fix.future': '设备时钟超前，请校准',
  'fix.inaccurate': '误差超过 100 m，未采用',
  'fix.nowhere': '设备给出的位置是 0°, 0°',
  'fix.jump': '位置跳动过大，未采用',
  'fix.stale': '席位已有更新的位置',
  'unit.off-duty': '队伍已离岗',
  'unit.led': '本组位置由登记的设备发送',
  'unit.missing': '小组不属于本队',
  network: '没有网络',
  'server.busy': '服务器正忙',
  'request.too-many': '服务器正忙',
  'session.missing': '登录已失效',
  'request.invalid': '服务器读不出',
  server: '服务器没有收下',
}

const en: Record<keyof typeof zh, string> = {
  off: 'Position is not read',
  asking: 'Finding the position',
  sent: 'Position sent {age} ago',
  denied: 'No position: the browser may not locate',
  unavailable: 'No position: the device cannot find it',
  insecure: 'No position: this address is not secure, so the browser does not locate',
  'no-unit': 'No position: the squad has no unit',
  unsent: 'Position not sent: {why}',
  last: '{what} · last {age} ago',
  'unsent-n': '{n} position to send | {n} positions to send',
  lost: '{n} position given up | {n} positions given up',
  'fix.unlocated': 'the device has no fix yet',
  'fix.future': 'the clock of this device is ahead',
  'fix.inaccurate': 'off by more than 100 m, not used',
  'fix.nowhere': 'the device says 0°, 0°',
  'fix.jump': 'it jumped too far, not used',
  'fix.stale': 'the desk has a newer one',
  'unit.off-duty': 'the squad is off duty',
  'unit.led': 'a registered device speaks for this unit',
  'unit.missing': 'the unit is not of your squad',
  network: 'no network',
  'server.busy': 'the server is busy',
  'request.too-many': 'the server is busy',
  'session.missing': 'the session has ended',
  'request.invalid': 'the server cannot read it',
  server: 'the server did not take it',
}

/** Whether a position leaves this phone, and if not, why: also the codes with which the server does not take one. */
export const positionText = words('own-position', { 'zh-CN': zh, en })

/** A reason in words; whatever else the server may have had is its own. */
export const whyUnsent = (code: string): string => positionText(code in zh ? (code as keyof typeof zh) : 'server')
