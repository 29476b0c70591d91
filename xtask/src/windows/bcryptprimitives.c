/* The one function of Windows' bcryptprimitives.dll that Rust programs import, for a Wine
 * without that library. Only tests under Wine load this file. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    return RtlGenRandom(buffer, (ULONG)length);
}
