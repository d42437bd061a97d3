@rem Runs the Maven of .mvn\wrapper\maven-wrapper.properties with a JDK 25 or later: mvnw verify
@rem Downloads that Maven at the first call; without a network it uses an installed one.
@rem JAVA_HOME, MAVEN_USER_HOME, MAVEN_DISTRIBUTION_URL and ALPHALIFT_MAVEN are as in mvnw. Unlike mvnw, it
@rem does not remember a download that failed, and it builds the folder of the call, whatever that holds.
@echo off
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
set "ROOT=%ROOT:~0,-1%"

call "%ROOT%\.mvn\wrapper\find-jdk.cmd"
if errorlevel 1 exit /b 1

set "MVN=%ALPHALIFT_MAVEN%"
if defined MVN goto run

set "URL="
set "SHA256="
for /f "usebackq eol=# tokens=1,* delims==" %%k in ("%ROOT%\.mvn\wrapper\maven-wrapper.properties") do call :property "%%k" "%%l"
if not defined URL goto no_properties
if not defined SHA256 goto no_properties
for %%f in ("%URL%") do set "NAME=%%~nf"
set "NAME=%NAME:-bin=%"
set "VERSION=%NAME:apache-maven-=%"
if defined MAVEN_DISTRIBUTION_URL set "URL=%MAVEN_DISTRIBUTION_URL%"
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "FOLDER=%MAVEN_USER_HOME%\wrapper\dists\%NAME%\%SHA256:~0,8%"
set "MVN=%FOLDER%\bin\mvn.cmd"
if exist "%MVN%" goto run

set "REASON=the download did not end well"
set "REASON_FILE=%TEMP%\alphalift-maven-%RANDOM%%RANDOM%.txt"
"%JAVA_HOME%\bin\java.exe" "%ROOT%\.mvn\wrapper\MavenDownload.java" "%URL%" "%SHA256%" "%FOLDER%" >"%REASON_FILE%"
set "CODE=%ERRORLEVEL%"
set /p REASON=<"%REASON_FILE%"
del "%REASON_FILE%" 2>nul
if "%CODE%"=="0" goto run
if "%CODE%"=="3" exit /b 1

set "MVN="
for %%f in (mvn.cmd) do call :installed "%%~$PATH:f"
if not defined MVN if defined M2_HOME call :installed "%M2_HOME%\bin\mvn.cmd"
if not defined MVN if defined MAVEN_HOME call :installed "%MAVEN_HOME%\bin\mvn.cmd"
setlocal EnableDelayedExpansion
if not defined MVN echo Maven %VERSION% cannot be downloaded (!REASON!), and no Maven 3.8.7 or later is installed. Maybe set MAVEN_DISTRIBUTION_URL to a mirror's copy of %NAME%-bin.zip. 1>&2
if defined MVN echo Maven %VERSION% cannot be downloaded (!REASON!); using the installed Maven %INSTALLED%. 1>&2
endlocal
if not defined MVN exit /b 1

:run
"%MVN%" %*
exit /b %ERRORLEVEL%

:no_properties
echo The file %ROOT%\.mvn\wrapper\maven-wrapper.properties must state distributionUrl and distributionSha256Sum. 1>&2
exit /b 1

:property
if "%~1"=="distributionUrl" set "URL=%~2"
if "%~1"=="distributionSha256Sum" set "SHA256=%~2"
exit /b 0

rem Sets MVN and INSTALLED when the Maven %1 is a 3.8.7 or later.
:installed
if "%~1"=="" exit /b 0
if not exist "%~1" exit /b 0
set "INSTALLED="
for /f "tokens=1-3" %%a in ('call "%~1" -v ^<nul 2^>nul') do if "%%a %%b"=="Apache Maven" set "INSTALLED=%%c"
if not defined INSTALLED exit /b 0
set "NUMBER=0"
for /f "tokens=1-3 delims=.-" %%a in ("%INSTALLED%") do set /a "NUMBER=%%a * 1000000 + %%b * 1000 + %%c"
if %NUMBER% GEQ 3008007 set "MVN=%~1"
exit /b 0
