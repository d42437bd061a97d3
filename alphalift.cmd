@rem Runs Alphalift's command line, and builds it first when it is not built: alphalift i photo.jpg cutout.png
@rem All that this script and the build say goes to stderr: stdout carries the picture, stdin too.
@rem Unlike alphalift it does not look at the sources: after a change run mvnw -Dquick package
@rem ALPHALIFT_JAVA_OPTS, ALPHALIFT_NO_BUILD and JAVA_HOME are as in alphalift.
@echo off
setlocal EnableExtensions DisableDelayedExpansion
set JAVA_FLAGS=--enable-native-access=ALL-UNNAMED -XX:+UseG1GC -XX:G1HeapRegionSize=4m -Xms16m -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10 -XX:MaxRAMPercentage=60 -Djava.awt.headless=true -XX:+DisplayVMOutputToStderr -Xlog:disable "-Xlog:all=error,aot*=off,cds*=off:stderr"
set "MAIN_CLASS=dev.alphalift.Main"
set "ROOT=%~dp0"
set "ROOT=%ROOT:~0,-1%"
set "APP=%ROOT%\target\quarkus-app"
set "STATE=%ROOT%\target\alphalift"
set "CACHE=%STATE%\alphalift.aot"
set "SAMPLE=%ROOT%\samples\chelsea.png"

call "%ROOT%\.mvn\wrapper\find-jdk.cmd"
if errorlevel 1 exit /b 1
if not exist "%STATE%\" mkdir "%STATE%" 2>nul

if exist "%APP%\quarkus-run.jar" goto built
if "%ALPHALIFT_NO_BUILD%"=="1" goto not_built
echo Alphalift is being built; this happens once and takes about a minute ... 1>&2
pushd "%ROOT%"
call "%ROOT%\mvnw.cmd" -q -B -Dquick -DskipTests package <nul >"%STATE%\build.log" 2>&1
set "CODE=%ERRORLEVEL%"
popd
if not "%CODE%"=="0" goto build_failed
if not exist "%APP%\quarkus-run.jar" goto build_failed
echo Alphalift is built. 1>&2

:built
set "JARS=%APP%\quarkus\generated-bytecode.jar;%APP%\app\*;%APP%\lib\boot\*;%APP%\lib\main\*"
if exist "%APP%\quarkus\transformed-bytecode.jar" set "JARS=%APP%\quarkus\transformed-bytecode.jar;%JARS%"
set NATIVE=
if exist "%ROOT%\target\onnxruntime\win-x64\" set NATIVE="-Donnxruntime.native.path=%ROOT%\target\onnxruntime\win-x64"

rem The start-up cache is made once for each build; the file "trained" says for which, and with which JDK.
for %%f in ("%APP%\quarkus-run.jar") do set "BUILD=%%~tf %JAVA_HOME%"
set "TRAINED="
if exist "%STATE%\trained" set /p TRAINED=<"%STATE%\trained"
if "%TRAINED%"=="%BUILD%" goto run
if not exist "%SAMPLE%" goto run
del "%CACHE%" 2>nul
>"%STATE%\trained" echo %BUILD%
"%JAVA_HOME%\bin\java.exe" %JAVA_FLAGS% "-XX:AOTCacheOutput=%CACHE%" "-Dalphalift.home=%ROOT%" %NATIVE% -cp "%JARS%" %MAIN_CLASS% i "%SAMPLE%" "%STATE%\training.png" <nul >"%STATE%\training.log" 2>&1
del "%STATE%\training.png" 2>nul

:run
set OPENS=
rem Why: docs/adr/0020.
if "%~1"=="evaluate" set OPENS=-XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockExperimentalVMOptions -XX:G1ExpandByPercentOfAvailable=0 -XX:GCTimeRatio=1
if "%~1"=="s" set OPENS=-XX:+ExitOnOutOfMemoryError --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/jdk.internal.misc=ALL-UNNAMED
set CACHE_FLAG=
if exist "%CACHE%" set CACHE_FLAG="-XX:AOTCache=%CACHE%"
"%JAVA_HOME%\bin\java.exe" %JAVA_FLAGS% %CACHE_FLAG% "-Dalphalift.home=%ROOT%" %NATIVE% %OPENS% -cp "%JARS%" %ALPHALIFT_JAVA_OPTS% %MAIN_CLASS% %*
exit /b %ERRORLEVEL%

:not_built
echo Alphalift is not built, and ALPHALIFT_NO_BUILD is set. Maybe run mvnw -Dquick package 1>&2
exit /b 1

:build_failed
type "%STATE%\build.log" 1>&2
echo Alphalift could not be built. The whole log is in %STATE%\build.log 1>&2
exit /b 1
