; The installer of Heard for Windows, for one person or for the whole PC. `cargo xtask package` makes it with
;   makensis -DVERSION=0.1.0 -DPROGRAMS=<folder of heard.exe> -DOUT=<setup.exe> packaging/windows/heard.nsi
;
; Switches: /S says nothing and asks nothing; /CurrentUser or /AllUsers; /D=<folder>, last. For the uninstaller also
; /DELETEDATA. Exit codes: 0 done, 1 closed by the person, 2 not done.
;
; Where the records are is Heard's own business (crates/app/src/data_dir.rs); nothing here touches them, except that
; the uninstaller offers to delete this person's, in the ordinary place.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
Name "Heard"
OutFile "${OUT}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Heard"
!define PROTOCOL "Software\Classes\heard"
; The name under which Windows shows Heard's notifications; tauri.conf.json has the same.
!define IDENTIFIER "uk.heard.desktop"
!define TOASTS "Software\Classes\AppUserModelId\${IDENTIFIER}"
!define RECORDS "$LOCALAPPDATA\Heard"
; Microsoft's own number for the WebView2 runtime.
!define WEBVIEW "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"

; Who installs for everybody is an administrator; nobody else is asked for a password.
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_INSTDIR "Heard"
; A newer Heard goes where the older one is.
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${UNINSTALL}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${UNINSTALL}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_USE_PROGRAMFILES64
!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "Heard"
VIAddVersionKey /LANG=0 "FileDescription" "Heard: complaints, compliments and comments"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "LegalCopyright" "MIT licence"

!define MUI_ICON "..\..\icons\icon.ico"
!define MUI_UNICON "..\..\icons\icon.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\heard.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Open Heard"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Function .onInit
  SetRegView 64
  !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

; A program that is open cannot be replaced. Nothing has been changed yet when this is said.
!macro STOP_WHILE_OPEN PREFIX
Function ${PREFIX}StopWhileOpen
  again:
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\$0"
    FileOpen $1 "$INSTDIR\$0" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL "Heard is open ($0). Close it, then choose Retry. What was typed is kept." \
        /SD IDCANCEL IDRETRY again
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $1
  ${EndIf}
FunctionEnd
!macroend
!insertmacro STOP_WHILE_OPEN ""
!insertmacro STOP_WHILE_OPEN "un."

Section
  StrCpy $0 "heard.exe"
  Call StopWhileOpen
  StrCpy $0 "heardctl.exe"
  Call StopWhileOpen

  ClearErrors
  SetOutPath "$INSTDIR"
  File "${PROGRAMS}\heard.exe"
  File "${PROGRAMS}\heardctl.exe"
  ; A build with Microsoft's own compiler has it inside.
  File /nonfatal "${PROGRAMS}\WebView2Loader.dll"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Heard.lnk" "$INSTDIR\heard.exe"
  ${If} ${Errors}
    MessageBox MB_ICONSTOP "Heard could not be written to $INSTDIR. Choose a folder you may write to, or ask whoever \
      looks after this PC." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}

  ; After the two dashes nothing that a link holds is taken for an option.
  WriteRegStr SHCTX "${PROTOCOL}" "" "URL:Heard"
  WriteRegStr SHCTX "${PROTOCOL}" "URL Protocol" ""
  WriteRegStr SHCTX "${PROTOCOL}\DefaultIcon" "" "$INSTDIR\heard.exe,0"
  WriteRegStr SHCTX "${PROTOCOL}\shell\open\command" "" '"$INSTDIR\heard.exe" -- "%1"'
  WriteRegStr SHCTX "${TOASTS}" "DisplayName" "Heard"

  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "Heard"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\heard.exe,0"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "Heard"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" $0

  Call SayIfWebViewIsMissing
SectionEnd

Function SayIfWebViewIsMissing
  ReadRegStr $0 HKLM "SOFTWARE\WOW6432Node\${WEBVIEW}" "pv"
  ${If} $0 == ""
    ReadRegStr $0 HKCU "Software\${WEBVIEW}" "pv"
  ${EndIf}
  ${If} $0 == ""
  ${OrIf} $0 == "0.0.0.0"
    MessageBox MB_ICONINFORMATION "Heard is installed. To open it, this PC still needs WebView2, the part of Windows that \
      shows Heard's pages. Get the WebView2 Runtime from https://developer.microsoft.com/microsoft-edge/webview2 \
      (choose the Evergreen Bootstrapper), or ask whoever looks after this PC." /SD IDOK
  ${EndIf}
FunctionEnd

Section "Uninstall"
  StrCpy $0 "heard.exe"
  Call un.StopWhileOpen
  StrCpy $0 "heardctl.exe"
  Call un.StopWhileOpen

  Delete "$INSTDIR\heard.exe"
  Delete "$INSTDIR\heardctl.exe"
  Delete "$INSTDIR\WebView2Loader.dll"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Heard.lnk"
  DeleteRegKey SHCTX "${PROTOCOL}"
  DeleteRegKey SHCTX "${TOASTS}"
  DeleteRegKey SHCTX "${UNINSTALL}"

  ; From here on it is about this person's folders, also when Heard was installed for everybody.
  SetShellVarContext current
  Call un.OfferToKeepRecords
SectionEnd

; The records stay unless a person says otherwise, here or with /DELETEDATA.
Function un.OfferToKeepRecords
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DELETEDATA" $1
  ${IfNot} ${Errors}
    Goto delete
  ${EndIf}
  IfFileExists "${RECORDS}\*.*" 0 done
  MessageBox MB_YESNO|MB_ICONQUESTION "Heard is removed. Keep its records?$\r$\n$\r$\nYes keeps every case and backup in \
    ${RECORDS}, and Heard finds them when it is installed again. No deletes them for good." /SD IDYES IDYES done
  delete:
  RMDir /r "${RECORDS}"
  ; How the window stood, and what WebView2 kept.
  RMDir /r "$APPDATA\${IDENTIFIER}"
  RMDir /r "$LOCALAPPDATA\${IDENTIFIER}"
  done:
FunctionEnd
