#!/usr/bin/env bash
# Judged alike: the same clients on .NET 8 and 10, with the workstation and the server collector, built as Debug and as Release. Prints a line
# of each and exits with 1 where a leak was not broken or a clean client was. Where no runtime of .NET 8 is installed, the packages that
# self-contained programs bring are laid out as one.
set -euo pipefail
cd "$(dirname "$0")/.."

bench=bench/WesMemGuard.Client.Bench
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

net8=$(dirname "$(readlink -f "$(command -v dotnet)")")
if ! dotnet --list-runtimes | grep -q '^Microsoft.NETCore.App 8\.'; then
  net8=$scratch/net8
  system=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -1)
  mkdir -p "$scratch/fetch"
  cat >"$scratch/fetch/fetch.csproj" <<CSPROJ
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net8.0</TargetFramework>
    <RuntimeIdentifier>$system</RuntimeIdentifier>
    <SelfContained>true</SelfContained>
    <RestorePackagesPath>$scratch/packages</RestorePackagesPath>
  </PropertyGroup>
</Project>
CSPROJ
  dotnet restore "$scratch/fetch" -v q
  pack=$(ls -d "$scratch/packages/microsoft.netcore.app.runtime.$system/8."*)
  version=$(basename "$pack")
  mkdir -p "$net8/shared/Microsoft.NETCore.App/$version" "$net8/host/fxr/$version"
  cp "$pack/runtimes/$system/lib/net8.0/"* "$pack/runtimes/$system/native/"* "$net8/shared/Microsoft.NETCore.App/$version/"
  cp "$net8/shared/Microsoft.NETCore.App/$version/"*hostfxr* "$net8/host/fxr/$version/"
fi

status=0
for configuration in Debug Release; do
  # As for packing: what the kit is built from is built for both frameworks.
  dotnet build "$bench" -c "$configuration" -p:_IsPacking=true -v q --nologo >"$scratch/build.log" || { cat "$scratch/build.log"; exit 1; }
  for framework in net8.0 net10.0; do
    for server in 0 1; do
      echo "$configuration $framework, DOTNET_gcServer=$server"
      program="$bench/bin/$configuration/$framework/WesMemGuard.Client.Bench"
      if [ "$framework" = net8.0 ]; then
        DOTNET_ROOT=$net8 DOTNET_gcServer=$server "$program" alike || status=1
      else
        DOTNET_gcServer=$server dotnet "$program.dll" alike || status=1
      fi
    done
  done
done
exit $status
