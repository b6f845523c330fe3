import type { Actor, DemoAccount, Scope } from '@lianqin/shared/person'
import { type Locale, words } from '../kernel/i18n.ts'

type Key =
  | `role.${Actor}`
  | `scope.${Scope['kind']}`
  | `opens.${DemoAccount['opens']}`
  | 'product'
  | 'product-long'
  | 'sign-in'
  | 'signing-in'
  | 'sign-out'
  | 'name'
  | 'password'
  | 'language'
  | 'light'
  | 'dark'
  | 'demo-title'
  | 'demo-note'
  | 'demo-keys'
  | 'demo-touch'
  | 'no-demo'

/** The words of people, their roles, and the way in. */
export const personText = words<Key>('person', {
  'zh-CN': {
    'role.dispatcher': '派遣员',
    'role.shift-lead': '值班长',
    'role.centre-head': '中心负责人',
    'role.coordinator': '综合查一次协调员',
    'role.squad-leader': '队长',
    'role.viewer': '大屏',
    'role.administrator': '系统管理员',
    'role.clock': '系统',
    'scope.district': '全区',
    'scope.area': '本镇街',
    'scope.squad': '本队',
    'opens./': '席位',
    'opens./wall': '大屏',
    'opens./phone': '手机',
    product: '联勤',
    'product-long': '区综合行政执法指挥中心实时调度台',
    'sign-in': '登录',
    'signing-in': '正在登录',
    'sign-out': '退出登录',
    name: '账号',
    password: '口令',
    language: '语言',
    light: '浅色',
    dark: '深色',
    'demo-title': '演示账号',
    'demo-note': '全部为合成数据，仅本机可访问。',
    'demo-keys': '按数字键或点选即登录。',
    'demo-touch': '点选即登录。',
    'no-demo': '账号由系统管理员开通。',
  },
  en: {
    'role.dispatcher': 'Dispatcher',
    'role.shift-lead': 'Shift lead',
    'role.centre-head': 'Centre head',
    'role.coordinator': 'Joint inspection coordinator',
    'role.squad-leader': 'Squad leader',
    'role.viewer': 'Wall',
    'role.administrator': 'Administrator',
    'role.clock': 'System',
    'scope.district': 'whole district',
    'scope.area': 'one township',
    'scope.squad': 'one squad',
    'opens./': 'Desk',
    'opens./wall': 'Wall',
    'opens./phone': 'Phone',
    product: 'Lianqin',
    'product-long': 'Real-time dispatch console of a district enforcement command centre',
    'sign-in': 'Sign in',
    'signing-in': 'Signing in',
    'sign-out': 'Sign out',
    name: 'Name',
    password: 'Password',
    language: 'Language',
    light: 'Light',
    dark: 'Dark',
    'demo-title': 'Demo accounts',
    'demo-note': 'All data is synthetic, reachable from this machine only.',
    'demo-keys': 'Press a digit or click to sign in.',
    'demo-touch': 'Tap one to sign in.',
    'no-demo': 'Accounts are opened by the administrator.',
  },
})

/** Each language in its own words, so that it is found by those who need it. */
export const localeNames: Record<Locale, string> = { 'zh-CN': '中文', en: 'English' }
