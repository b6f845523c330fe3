import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { declareLanguage, i18n } from './kernel/i18n.ts'
import { listenToKeys } from './kernel/keys.ts'
import { declareTheme } from './kernel/theme.ts'
import { startClock } from './kernel/time.ts'
import { router } from './router.ts'
import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'

declareLanguage()
declareTheme()
startClock()
listenToKeys()
createApp(App).use(createPinia()).use(i18n).use(router).mount('#app')
