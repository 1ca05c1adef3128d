'use client'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { schemeCookie, type ThemeChoice, themeCookie } from '#lib/web/preference-cookies.ts'
import { setCookie } from './set-cookie.ts'

type ThemeState = { choice: ThemeChoice; dark: boolean; choose(choice: ThemeChoice): void }

const ThemeContext = createContext<ThemeState | undefined>(undefined)

const systemDark = () => matchMedia('(prefers-color-scheme: dark)')

/** Starts with what the server drew; follows the system while the choice is `system`. */
export function useThemeState(first: { choice: ThemeChoice; dark: boolean }): ThemeState {
  const [{ choice, dark }, setTheme] = useState(first)
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }, [dark])
  useEffect(() => {
    if (choice !== 'system') return
    const query = systemDark()
    const follow = () => {
      setCookie(schemeCookie, query.matches ? 'dark' : 'light')
      setTheme({ choice, dark: query.matches })
    }
    query.addEventListener('change', follow)
    return () => query.removeEventListener('change', follow)
  }, [choice])
  const choose = (next: ThemeChoice) => {
    setCookie(themeCookie, next)
    setCookie(schemeCookie, systemDark().matches ? 'dark' : 'light')
    setTheme({ choice: next, dark: next === 'system' ? systemDark().matches : next === 'dark' })
  }
  return { choice, dark, choose }
}

export function ThemeProvider({ value, children }: { value: ThemeState; children: ReactNode }) {
  return <ThemeContext value={value}>{children}</ThemeContext>
}

/** What is chosen, whether that is dark now, and how to choose. */
export function useThemeChoice(): ThemeState {
  const state = useContext(ThemeContext)
  if (!state) throw new Error('useThemeChoice outside of Providers')
  return state
}
