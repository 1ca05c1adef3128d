'use client'
import { useServerInsertedHTML } from 'next/navigation'
import { useRef } from 'react'
import { schemeCookie } from '#lib/web/preference-cookies.ts'

/**
 * Before anything is painted: if the system's preference is not what the server drew, note it and
 * load again. Happens once a browser; without cookies not at all.
 */
export function SchemeScript({ dark, nonce }: { dark: boolean; nonce: string | undefined }) {
  const written = useRef(false)
  useServerInsertedHTML(() => {
    // Asked again for every piece of the page that is streamed.
    if (written.current) return null
    written.current = true
    return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: scriptFor(dark) }} />
  })
  return null
}

const scriptFor = (dark: boolean): string =>
  `(function(){var d=matchMedia('(prefers-color-scheme: dark)').matches;
if(d===${dark})return;var v='${schemeCookie}='+(d?'dark':'light');
document.cookie=v+';path=/;max-age=31536000;samesite=lax';
if(document.cookie.indexOf(v)>=0){document.documentElement.hidden=true;location.reload()}})()`
