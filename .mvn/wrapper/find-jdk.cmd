@rem Called by mvnw.cmd and alphalift.cmd: sets JAVA_HOME to a JDK 25 or later, or ends with 1.
@rem Order: JAVA_HOME, the PATH, the usual places. A 25 anywhere beats a newer one that nobody asked for.
@echo off
set "JDK_FOUND="
set "JDK_NEWER="

if not defined JAVA_HOME goto search
set "JDK_ASKED=%JAVA_HOME:"=%"
call :read_major "%JDK_ASKED%"
if not defined JDK_MAJOR goto search
if %JDK_MAJOR% GEQ 25 set "JDK_FOUND=%JDK_ASKED%"
if defined JDK_FOUND goto found

:search
set "JDK_BIN="
for %%f in (javac.exe) do set "JDK_BIN=%%~dp$PATH:f"
if defined JDK_BIN for %%d in ("%JDK_BIN%..") do call :consider "%%~fd"
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-*") do call :consider "%%~fd"
for /d %%d in ("%ProgramFiles%\Java\jdk-*") do call :consider "%%~fd"
for /d %%d in ("%ProgramFiles%\Microsoft\jdk-*") do call :consider "%%~fd"
for /d %%d in ("%ProgramFiles%\Zulu\zulu-*") do call :consider "%%~fd"
for /d %%d in ("%ProgramFiles%\Amazon Corretto\jdk*") do call :consider "%%~fd"
for /d %%d in ("%ProgramFiles%\BellSoft\LibericaJDK-*") do call :consider "%%~fd"
for /d %%d in ("%LOCALAPPDATA%\Programs\Eclipse Adoptium\jdk-*") do call :consider "%%~fd"
for /d %%d in ("%USERPROFILE%\.jdks\*") do call :consider "%%~fd"
if not defined JDK_FOUND set "JDK_FOUND=%JDK_NEWER%"
if defined JDK_FOUND goto found
echo Alphalift needs a JDK 25 or later, and none was found in JAVA_HOME, on the PATH or in Program Files. Maybe install Temurin 25 and set JAVA_HOME. 1>&2
exit /b 1

:found
set "JAVA_HOME=%JDK_FOUND%"
exit /b 0

:consider
if defined JDK_FOUND exit /b 0
call :read_major "%~1"
if not defined JDK_MAJOR exit /b 0
if %JDK_MAJOR% EQU 25 set "JDK_FOUND=%~1"
if %JDK_MAJOR% GTR 25 if not defined JDK_NEWER set "JDK_NEWER=%~1"
exit /b 0

:read_major
set "JDK_MAJOR="
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "usebackq tokens=1,2 delims==" %%k in ("%~1\release") do if "%%k"=="JAVA_VERSION" set "JDK_MAJOR=%%~l"
if defined JDK_MAJOR for /f "delims=.-+_ " %%m in ("%JDK_MAJOR%") do set "JDK_MAJOR=%%m"
exit /b 0
