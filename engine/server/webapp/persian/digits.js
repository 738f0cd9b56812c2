/** How are digits of a Persian keyboard read where only Latin ones are known? */
export const latinDigits = (text) => text
  .replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0)
  .replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660);
